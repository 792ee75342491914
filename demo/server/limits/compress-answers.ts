import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { acceptedEncoding } from '@holdfast/server/files';
import type { MiddlewareHandler } from 'hono';

const LEAST_BYTES = 1024;
const JSON_TYPE = /^application\/(?:problem\+)?json\b/;

// Fast levels: each answer is compressed anew.
const deflate = {
  br: (bytes: Uint8Array): Promise<Buffer> =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Uint8Array): Promise<Buffer> => promisify(gzip)(bytes, { level: 6 }),
};

/**
 * Compresses answers of JSON that are worth it. Streams go out event by event, and pictures are compressed already. The
 * `ETag` stays as it is: it names a state for `If-Match`, and no cache keeps these answers.
 */
export const compressAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers, status } = c.res;
  const isJson = JSON_TYPE.test(headers.get('content-type') ?? '');
  if (!isJson || c.res.body === null || headers.has('content-encoding')) return;
  c.res.headers.append('vary', 'Accept-Encoding');
  const encoding = acceptedEncoding(c.req.header('accept-encoding') ?? null);
  if (encoding === 'identity') return;
  const bytes = new Uint8Array(await c.res.arrayBuffer());
  const isWorthIt = bytes.byteLength >= LEAST_BYTES;
  const body = isWorthIt ? new Uint8Array(await deflate[encoding](bytes)) : bytes;
  const answered = new Headers(c.res.headers);
  answered.set('content-length', String(body.byteLength));
  if (isWorthIt) answered.set('content-encoding', encoding);
  c.res = undefined;
  c.res = new Response(body, { status, headers: answered });
};
