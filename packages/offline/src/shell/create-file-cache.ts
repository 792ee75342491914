import { requireOptions, type Platform } from '@holdfast/core/parts';
import { membersOf } from '../database/row.ts';
import { isTooOld, surplusOf, type CacheLimits, type Kept } from './cache-limits.ts';
import { mayKeep } from './may-keep.ts';
import { readWithin } from './read-within.ts';
import type { ShellScope } from './shell-scope.ts';

const AT_HEADER = 'holdfast-kept-at';
const BYTES_HEADER = 'holdfast-bytes';

/** A cache has one file for each address, also where the server's `Vary` would tell several apart. */
const BY_ADDRESS = { ignoreVary: true };

export interface FileCacheOptions {
  readonly name: string;
  readonly kind: 'asset' | 'image';
  readonly limits: CacheLimits;
  readonly scope: Pick<ShellScope, 'openCache' | 'deleteCache' | 'fetch' | 'hasRoom'>;
  readonly platform: Pick<Platform, 'now'>;
}

/** One answer, and the work that goes on after it was given. */
export interface Given {
  readonly response: Promise<Response>;
  readonly afterwards: Promise<unknown>;
}

/** A cache of files that has a limit in entries, bytes and age. When it fails, it acts like an empty cache. */
export interface FileCache {
  /** Answers from the cache, or from the server when the cache lacks the file. */
  cacheFirst(request: Request): Given;
  /** Answers from the cache, and renews the file there. */
  whileRevalidating(request: Request): Given;
}

export function createFileCache(options: FileCacheOptions): FileCache {
  const { name, kind, limits, scope, platform } = options;
  requireOptions(`The limits of the ${kind}s of installShell`, limits, {
    maxEntries: 'a whole number from 0 on',
    maxBytes: 'a number from 0 on',
    maxAgeMs: 'a number from 0 on',
  });

  let trimming: Promise<void> | undefined;
  let isAskedAgain = false;

  const open = (): Promise<Cache | undefined> => scope.openCache(name).catch(() => undefined);

  const find = async (
    cache: Cache | undefined,
    request: Request,
  ): Promise<Response | undefined> => {
    const found = await cache?.match(request, BY_ADDRESS).catch(() => undefined);
    return found && !isTooOld(keptOf(found), limits, platform.now()) ? found : undefined;
  };

  const trim = async (cache: Cache): Promise<void> => {
    do {
      isAskedAgain = false;
      const files = await Promise.all(
        (await cache.keys()).map(async (request) => ({
          url: request.url,
          ...keptOf(await cache.match(request)),
        })),
      );
      await Promise.all(
        surplusOf(files, limits, platform.now()).map((url) => cache.delete(url, BY_ADDRESS)),
      );
      // The compiler does not see the assignment during the wait.
    } while (isAskedAgain as boolean);
  };
  const trimSoon = (cache: Cache): Promise<void> => {
    isAskedAgain = true;
    trimming ??= trim(cache).finally(() => (trimming = undefined));
    return trimming;
  };

  const keep = async (cache: Cache, request: Request, response: Response): Promise<void> => {
    const bytes = await readWithin(response, limits.maxBytes);
    if (bytes === undefined) return;
    // The outbox needs the room more than this cache does.
    if (!(await scope.hasRoom())) return void (await scope.deleteCache(name));
    const headers = new Headers(response.headers);
    headers.set(AT_HEADER, String(platform.now()));
    headers.set(BYTES_HEADER, String(bytes.byteLength));
    // With it, a renewal that was asked for in another way would lie behind the older file.
    headers.delete('vary');
    await cache.put(request, new Response(bytes, { status: response.status, headers }));
    await trimSoon(cache);
  };

  /** Asks the server. The cache is already open: if it is purged meanwhile, the answer is deleted with it. */
  const renew = (cache: Cache | undefined, request: Request): Given => {
    const response = scope.fetch(request);
    const store = async (): Promise<void> => {
      const answer = await response;
      if (!cache) return;
      if (mayKeep(answer, kind)) await keep(cache, request, answer.clone());
      // The server no longer gives this file to this user.
      else if (answer.status >= 400 && answer.status < 500) await cache.delete(request, BY_ADDRESS);
    };
    const afterwards = store().catch(async (error: unknown) => {
      if (isQuotaError(error)) await scope.deleteCache(name);
    });
    return { response, afterwards: afterwards.catch(() => {}) };
  };

  const give = (request: Request, renews: (found: Response | undefined) => boolean): Given => {
    const looked = (async () => {
      const cache = await open();
      const found = await find(cache, request);
      return { found, renewed: renews(found) ? renew(cache, request) : undefined };
    })();
    const response = looked.then(async ({ found, renewed }) => {
      return found ?? (await (renewed as Given).response);
    });
    return { response, afterwards: looked.then(async ({ renewed }) => renewed?.afterwards) };
  };

  return {
    cacheFirst: (request) => give(request, (found) => found === undefined),
    whileRevalidating: (request) => give(request, () => true),
  };
}

/** When this cache kept a file, and its size. A file without these headers counts as too old. */
function keptOf(file: Response | undefined): Pick<Kept, 'at' | 'bytes'> {
  const read = (header: string): number => Number(file?.headers.get(header) ?? NaN);
  return { at: read(AT_HEADER), bytes: read(BYTES_HEADER) };
}

function isQuotaError(error: unknown): boolean {
  return membersOf(error)['name'] === 'QuotaExceededError';
}
