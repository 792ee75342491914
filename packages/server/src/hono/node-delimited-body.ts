import type { Context } from 'hono';
import { bodyIsDelimited } from '../requests/read-bytes.ts';

/** The values that Hono's adapter for Node gives with a request. */
interface NodeBindings {
  readonly incoming?: {
    readonly httpVersionMajor?: number;
    readonly headers?: Readonly<Record<string, unknown>>;
  };
}

/**
 * Tells that Node's parser ends the body of a request where its `Content-Length` says. A request that comes in
 * chunks has no such length, and neither has one that no server of Node has read.
 */
export function noticeDelimitedBody(c: Context): void {
  const { incoming } = (c.env ?? {}) as NodeBindings;
  const { headers, httpVersionMajor } = incoming ?? {};
  if (
    httpVersionMajor !== 1 ||
    headers?.['content-length'] === undefined ||
    'transfer-encoding' in headers
  )
    return;
  bodyIsDelimited(c.req.raw);
}
