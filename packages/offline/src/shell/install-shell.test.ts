import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { installShell, type Precache, type ShellOptions } from './install-shell.ts';
import type { ShellFetch, ShellMessage, ShellScope } from './shell-scope.ts';

const PAGE = 'https://app.example/index.html';

/** A worker without caches, and a precache that holds what it was given. */
function worker(
  options: Partial<ShellOptions> = {},
  serve?: () => Promise<Response>,
  handle: Precache['strategy']['handle'] = async ({ request }) =>
    new Response(`kept ${request.url}`),
) {
  const listeners = new Map<string, (event: never) => void>();
  const asked: string[] = [];
  let skipped = 0;
  const platform = createVirtualPlatform();
  const scope: ShellScope = {
    url: 'https://app.example/worker.js',
    addEventListener: (type: string, listener: (event: never) => void) =>
      void listeners.set(type, listener),
    fetch(request) {
      asked.push(request.url);
      return serve?.() ?? Promise.resolve(new Response('of the server'));
    },
    openCache: () => Promise.reject(new Error('no caches')),
    deleteCache: async () => false,
    hasRoom: async () => true,
    async skipWaiting() {
      skipped += 1;
    },
  };
  const listed: string[] = [];
  const precache: Precache = {
    precache: (files) =>
      listed.push(
        ...files.map((file) => new URL(typeof file === 'string' ? file : file.url, scope.url).href),
      ),
    getCacheKeyForURL: (url) => (listed.includes(url) ? url : undefined),
    strategy: { handle },
  };
  const manifest = [{ url: 'index.html', revision: '1' }, 'app.js'];
  installShell({ precache, manifest, scope, platform, ...options });

  /**
   * The answer that the worker gives when the browser loads an address; `undefined` when the browser asks the server
   * itself.
   */
  const load = (path: string, how: { mode?: string; destination?: string; method?: string }) => {
    let answer: Promise<Response> | undefined;
    const request = {
      ...{ url: new URL(path, scope.url).href, headers: new Headers() },
      ...{ method: 'GET', mode: 'no-cors', destination: '', ...how },
    } as unknown as Request;
    const event: ShellFetch = {
      request,
      respondWith: (response) => void (answer = response),
      waitUntil() {},
    };
    listeners.get('fetch')?.(event as never);
    return answer?.then((response) => response.text());
  };
  return {
    ...{ asked, platform, load },
    open: (path: string) => load(path, { mode: 'navigate', destination: 'document' }),
    say: (data: unknown, waitUntil?: ShellMessage['waitUntil']) =>
      listeners.get('message')?.({ data, ...(waitUntil && { waitUntil }) } as never),
    skipped: () => skipped,
  };
}

describe('an installed shell', () => {
  it('answers every navigation with the kept page at once, and asks the server nothing', async () => {
    const { open, asked } = worker();
    expect(await open('/characters/7')).toBe(`kept ${PAGE}`);
    expect(asked).toEqual([]);
  });

  it('answers with the kept files of the app', async () => {
    const { load } = worker();
    expect(await load('/app.js', { destination: 'script' })).toBe(
      'kept https://app.example/app.js',
    );
  });

  it.each<[string, () => Promise<Response>]>([
    ['cannot be read', () => Promise.reject(new DOMException('no entry', 'UnknownError'))],
    [
      'has no page, and the server redirects',
      async () => Object.defineProperty(new Response(), 'redirected', { value: true }),
    ],
  ])('asks the server for the page and the files when the precache %s', async (_what, handle) => {
    const { open, load, asked } = worker({}, undefined, handle);
    expect(await open('/characters/7')).toBe('of the server');
    expect(await load('/app.js', { destination: 'script' })).toBe('of the server');
    expect(asked).toEqual(['https://app.example/characters/7', 'https://app.example/app.js']);
  });

  it('gives hashed files and images from the server while it has no cache for them', async () => {
    const { load, asked } = worker();
    const script = '/assets/story-12345678.js';
    expect(await load(script, { destination: 'script' })).toBe('of the server');
    expect(await load('/mara.png', { destination: 'image' })).toBe('of the server');
    expect(asked).toHaveLength(2);
  });

  it('leaves operations, posts and the paths of the server to the browser', () => {
    const { load, open } = worker({ serverPaths: ['/reports/'] });
    expect(load('/api/notes', { mode: 'cors' })).toBeUndefined();
    expect(load('/', { mode: 'navigate', method: 'POST' })).toBeUndefined();
    expect(open('/reports/7.pdf')).toBeUndefined();
  });

  it('answers no page while the build lists no files, as in development', () => {
    const { open } = worker({ manifest: [] });
    expect(open('/')).toBeUndefined();
  });

  it('refuses a list of files without its page, and says what to do', () => {
    expect(() => worker({ page: 'app.html' })).toThrow(
      expect.objectContaining({ details: { remedy: 'Put app.html in the manifest.' } }),
    );
  });
});

describe('a shell that asks the server first', () => {
  const late = { askFirstMs: 3_000 };

  it('gives the page of the server when it comes in time, also when it is a refusal', async () => {
    const no = new Response('not for you', { status: 403 });
    const { open, asked } = worker(late, () => Promise.resolve(no));
    expect(await open('/characters/7')).toBe('not for you');
    expect(asked).toEqual(['https://app.example/characters/7']);
  });

  it('gives the kept page when the server does not answer in time, and the late answer changes nothing', async () => {
    let answer!: (response: Response) => void;
    const { open, platform } = worker(late, () => new Promise((resolve) => (answer = resolve)));
    const opened = open('/');
    await platform.advance(3_000);
    answer(new Response('too late'));
    expect(await opened).toBe(`kept ${PAGE}`);
  });

  it.each<[string, () => Promise<Response>]>([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['has only an error', () => Promise.resolve(new Response('', { status: 502 }))],
  ])('gives the kept page when the server %s', async (_title, serve) => {
    expect(await worker(late, serve).open('/')).toBe(`kept ${PAGE}`);
  });
});

describe('a new worker', () => {
  it('takes over when a page says so, and stays alive until then', () => {
    const { say, skipped } = worker();
    const kept: Promise<unknown>[] = [];
    say({ type: 'SKIP_WAITING' }, (work) => void kept.push(work));
    expect([skipped(), kept.length]).toEqual([1, 1]);
  });

  it('takes over for no other message', () => {
    const { say, skipped } = worker();
    for (const message of [undefined, null, 'SKIP_WAITING', { type: 'other' }]) say(message);
    expect(skipped()).toBe(0);
  });
});
