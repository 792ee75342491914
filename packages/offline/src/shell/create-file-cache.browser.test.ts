import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { defaultCacheLimits, type CacheLimits } from './cache-limits.ts';
import { createFileCache, type FileCache } from './create-file-cache.ts';
import { cachesOf, purgeShell } from './web-purge-shell.ts';
import { webShellScope } from './web-shell-scope.ts';

const picture = new URL('/packages/offline/test/picture.svg', location.href).href;

const gone = (): Promise<Response> => Promise.resolve(new Response('', { status: 403 }));
const down = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

interface Stage {
  readonly limits?: Partial<CacheLimits>;
  readonly hasRoom?: boolean;
  readonly openCache?: (name: string) => Promise<Cache>;
  readonly fetch?: () => Promise<Response>;
}

function stage({ limits, hasRoom = true, openCache, fetch: ask }: Stage = {}) {
  const shell = `shell-${Math.random().toString(36).slice(2)}`;
  const name = cachesOf(shell).images;
  const platform = createVirtualPlatform();
  let asked = 0;
  const cache = createFileCache({
    ...{ name, kind: 'image', platform, limits: { ...defaultCacheLimits, ...limits } },
    scope: {
      openCache: openCache ?? ((one) => caches.open(one)),
      deleteCache: (one) => caches.delete(one),
      hasRoom: async () => hasRoom,
      fetch() {
        asked += 1;
        return ask ? ask() : fetch(picture);
      },
    },
  });
  onTestFinished(async () => void (await caches.delete(name)));
  /** The text that a page gets. Resolves only when the cache has also done its work. */
  const get = async (how: keyof FileCache, url = picture): Promise<string> => {
    const { response, afterwards } = cache[how](new Request(url));
    const text = await (await response).text();
    await afterwards;
    return text;
  };
  const kept = async (): Promise<number> =>
    (await caches.has(name)) ? (await (await caches.open(name)).keys()).length : 0;
  return { shell, name, platform, cache, get, kept, asked: () => asked };
}

it('a file is asked for once, until it is too old', async () => {
  const { get, platform, asked } = stage({ limits: { maxAgeMs: 1_000 } });
  expect(await get('cacheFirst')).toContain('width="7"');
  expect(await get('cacheFirst')).toContain('width="7"');
  expect(asked()).toBe(1);
  await platform.advance(1_001);
  await get('cacheFirst');
  expect(asked()).toBe(2);
});

it.each<[string, Stage]>([
  ['cannot be opened', { openCache: () => Promise.reject(new Error('no')) }],
  ['has no room for one more file', { limits: { maxBytes: 10 } }],
  ['is on a device that is nearly full', { hasRoom: false }],
])('a page gets its file although the cache %s', async (_what, under) => {
  const { get, kept } = stage(under);
  expect(await get('whileRevalidating')).toContain('width="7"');
  expect(await kept()).toBe(0);
});

it('a cache that meets the quota gives all its room back', async () => {
  let isFull = false;
  const openCache = async (name: string): Promise<Cache> => {
    const cache = await caches.open(name);
    if (isFull) {
      cache.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    }
    return cache;
  };
  const { get, kept } = stage({ openCache });
  await get('cacheFirst');
  expect(await kept()).toBe(1);
  isFull = true;
  expect(await get('cacheFirst', `${picture}?another`)).toContain('width="7"');
  expect(await kept()).toBe(0);
});

it('an answer that is on its way at log-out is not kept', async () => {
  let answer!: (response: Response) => void;
  const asked = new Promise<Response>((resolve) => (answer = resolve));
  const { shell, cache, kept, asked: requests } = stage({ fetch: () => asked });
  const { response, afterwards } = cache.whileRevalidating(new Request(picture));
  await expect.poll(requests).toBe(1);
  await purgeShell(shell);
  answer(await fetch(picture));
  expect((await response).ok).toBe(true);
  await afterwards;
  expect(await kept()).toBe(0);
});

it('a file that the server no longer gives is forgotten', async () => {
  let isGone = false;
  const { get, kept } = stage({ fetch: () => (isGone ? gone() : fetch(picture)) });
  await get('whileRevalidating');
  expect(await kept()).toBe(1);
  isGone = true;
  expect(await get('whileRevalidating')).toContain('width="7"');
  expect(await kept()).toBe(0);
});

it('a renewal that fails leaves the kept file', async () => {
  let isDown = false;
  const { get, kept } = stage({ fetch: () => (isDown ? down() : fetch(picture)) });
  await get('whileRevalidating');
  isDown = true;
  expect(await get('whileRevalidating')).toContain('width="7"');
  expect(await kept()).toBe(1);
});

it('a worker keeps files in the caches of its origin while the device has room', async () => {
  const name = `real-${Math.random().toString(36).slice(2)}`;
  const scope = webShellScope();
  expect(scope.url).toBe(location.href);
  const platform = createVirtualPlatform();
  const cache = createFileCache({
    ...{ name, kind: 'image', limits: defaultCacheLimits, scope, platform },
  });
  const { response, afterwards } = cache.cacheFirst(new Request(picture));
  expect((await response).status).toBe(200);
  await afterwards;
  expect(await (await scope.openCache(name)).keys()).toHaveLength(1);
  expect(await scope.deleteCache(name)).toBe(true);
});

/** A server whose image differs by the header `Accept`. */
function varied() {
  let versions = 0;
  let status = 200;
  const headers = { 'content-type': 'image/png', vary: 'Accept' };
  const page = stage({
    limits: { maxEntries: 2 },
    fetch: async () => {
      const answer = new Response(`version ${(versions += 1)}`, { status, headers });
      // Only an answer of a real server has this type.
      return Object.defineProperty(answer, 'type', { value: 'basic' });
    },
  });
  const load = async (accept: string, url = picture): Promise<string> => {
    const request = new Request(url, { headers: { accept } });
    const { response, afterwards } = page.cache.whileRevalidating(request);
    const text = await (await response).text();
    await afterwards;
    return text;
  };
  return { ...page, load, refuse: () => void (status = 403) };
}

it('an image that varies by a header is renewed by each request for it', async () => {
  const { load } = varied();
  expect(await load('image/avif')).toBe('version 1');
  expect(await load('image/png')).toBe('version 1');
  expect(await load('image/png')).toBe('version 2');
});

it('images that vary by a header keep to the limits', async () => {
  const { load, kept } = varied();
  for (const one of [1, 2, 3, 4, 5]) await load('image/avif', `${picture}?${one}`);
  expect(await kept()).toBe(2);
});

it('an image that varies by a header is forgotten when the server refuses it to another request', async () => {
  const { load, kept, refuse } = varied();
  await load('image/avif');
  refuse();
  await load('image/png');
  expect(await kept()).toBe(0);
});
