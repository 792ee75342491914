import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';
import { acceptedEncoding, type Encoding } from './accepted-encoding.ts';
import { byteRange } from './byte-range.ts';
import { compressedFiles, mayBeCompressed } from './compressed-files.ts';
import { fromDisk, fromMemory } from './file-content.ts';
import { type FoundFile, readFolder } from './read-folder.ts';
import { decoded } from './served-paths.ts';
import { requireText } from '../mistakes/require-value.ts';

export interface FilesOptions {
  /**
   * The `Cache-Control` of a path such as `/assets/index-abc123.js`. @default `no-cache` for every path: a browser
   * keeps the file, and asks each time whether it is still the same
   */
  readonly cacheControl?: (path: string) => string;
  /**
   * How many bytes of files the server keeps in memory. It always keeps scripts and style sheets. It reads other
   * files beyond this limit from disk while it sends them. @default 64 MiB
   */
  readonly maxKeptBytes?: number;
}

export interface Files {
  /**
   * Answers a GET or HEAD with the file of its path, or of the given one. `undefined` when there is no such file
   * and for every other method.
   */
  answer(request: Request, path?: string): Promise<Response | undefined>;
}

/**
 * Serves the files of a folder as they were at the time of this call, so that a page never mixes two builds. It sends
 * them in pieces as fast as the reader reads, compressed where the client wants that. It does not serve source maps,
 * files whose names begin with a dot, and links. A folder that does not exist counts as empty.
 */
export async function createFiles(folder: string, options: FilesOptions = {}): Promise<Files> {
  requireOptionsAlways('createFiles', options, {
    cacheControl: 'a function?',
    maxKeptBytes: 'a number from 0 on?',
  });

  const { cacheControl = () => 'no-cache', maxKeptBytes = 64 * 1024 * 1024 } = options;
  requireText('createFiles', { folder }, 'it is the folder whose files are served');
  const files = await readFolder(folder, maxKeptBytes);
  const compressed = compressedFiles();

  const answer = async (request: Request, path: string, found: FoundFile): Promise<Response> => {
    const { tag, type } = found;
    const isVaried = mayBeCompressed(found);
    const range = request.headers.get('range');
    // Parts are counted in the bytes of the file itself.
    const wanted: Encoding =
      range === null && isVaried
        ? acceptedEncoding(request.headers.get('accept-encoding'))
        : 'identity';
    const form = wanted === 'identity' ? undefined : await compressed(found, wanted);
    const etag = `"${tag}${form ? `-${wanted}` : ''}"`;
    const headers: Record<string, string> = {
      etag,
      'cache-control': cacheControl(path),
      'accept-ranges': 'bytes',
      ...(isVaried ? { vary: 'Accept-Encoding' } : {}),
    };
    if (isKnown(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers });

    const size = form?.byteLength ?? found.size;
    const condition = request.headers.get('if-range');
    const part = condition === null || condition === etag ? byteRange(range, size) : undefined;
    if (part === 'outside') return outside(request, size);
    const { first, last } = part ?? { first: 0, last: size - 1 };
    if (part) headers['content-range'] = `bytes ${first}-${last}/${size}`;
    if (form) headers['content-encoding'] = wanted;
    headers['content-type'] = type;
    headers['content-length'] = String(last + 1 - first);
    const bytes = form ?? found.bytes;
    const hasBody = request.method !== 'HEAD' && size > 0;
    const body = bytes ? fromMemory(bytes, { first, last }) : fromDisk(found.file, { first, last });
    return new Response(hasBody ? body : null, { status: part ? 206 : 200, headers });
  };

  return {
    async answer(request, path = decoded(new URL(request.url).pathname)) {
      if (path === undefined || (request.method !== 'GET' && request.method !== 'HEAD'))
        return undefined;
      const found = files.get(path);
      return found && answer(request, path, found);
    },
  };
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}

function outside(request: Request, size: number): Response {
  const failure = new Failure(catalogue.CLIENT_ERROR, { status: 416 });
  const response = toProblemResponse(failure, requestContext(request));
  response.headers.set('content-range', `bytes */${size}`);
  return response;
}
