import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Bytes } from '@holdfast/core/parts';
import { isCompressible } from './media-type.ts';
import { type FoundFile, readyFile } from './read-folder.ts';

/** Compresses a file; `undefined` where that saves no bytes. */
export type CompressedFiles = (
  found: FoundFile,
  encoding: 'br' | 'gzip',
) => Promise<Bytes | undefined>;

const LEAST_BYTES = 1024;
// The last levels take ten times as long for a twentieth.
const LEVEL = 9;
const deflate = {
  br: (bytes: Bytes): Promise<Buffer> =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: LEVEL } }),
  gzip: (bytes: Bytes): Promise<Buffer> => promisify(gzip)(bytes, { level: LEVEL }),
};

/** Whether a file has compressed forms at all. */
export function mayBeCompressed({ bytes, type, size }: FoundFile): boolean {
  return bytes !== undefined && size >= LEAST_BYTES && isCompressible(type);
}

/**
 * Compresses each file when it is first asked for, once, and one after another: this uses threads that other work
 * needs as well. The compressed forms are smaller than the files themselves.
 */
export function compressedFiles(): CompressedFiles {
  const forms = new Map<string, Promise<Bytes | undefined>>();
  let last: Promise<unknown> = Promise.resolve();

  return (found, encoding) => {
    const name = `${encoding} ${found.file}`;
    const known = forms.get(name);
    if (known) return known;
    // The server does without a form that it cannot make.
    const form = last.then(() => make(found, encoding)).catch(() => undefined);
    last = form;
    forms.set(name, form);
    return form;
  };
}

async function make(found: FoundFile, encoding: 'br' | 'gzip'): Promise<Bytes | undefined> {
  if (!found.bytes) return undefined;
  const form = found.ready.has(encoding)
    ? await readFile(readyFile(found, encoding))
    : await deflate[encoding](found.bytes);
  return form.byteLength < found.bytes.byteLength ? new Uint8Array(form) : undefined;
}
