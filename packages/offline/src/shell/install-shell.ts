import { Failure } from '@holdfast/core';
import { webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import { DEFECT } from '@holdfast/core/failures';
import { membersOf } from '../database/row.ts';
import { defaultCacheLimits, type CacheLimits } from './cache-limits.ts';
import { caretakerOf } from './caretaker-of.ts';
import { createFileCache, type Given } from './create-file-cache.ts';
import { mayPrecache } from './may-precache.ts';
import type { ShellFetch, ShellScope } from './shell-scope.ts';
import { cachesOf } from './web-purge-shell.ts';
import { webShellScope } from './web-shell-scope.ts';

/** One file of the list that the build writes. */
export interface PrecachedFile {
  readonly url: string;
  readonly revision?: string | null;
  readonly integrity?: string;
}

/** A `PrecacheController` of workbox-precaching. */
export interface Precache {
  precache(files: (string | PrecachedFile)[]): void;
  getCacheKeyForURL(url: string): string | undefined;
  readonly strategy: {
    /** The shell puts a check of its own before these. Without the list it checks nothing. */
    readonly plugins?: object[];
    handle(options: { readonly event: never; readonly request: Request }): Promise<Response>;
  };
}

export interface ShellOptions {
  /** `new PrecacheController()` of workbox-precaching. */
  readonly precache: Precache;
  /** The files that the build lists: `self.__WB_MANIFEST`. With an empty list the worker answers no page. */
  readonly manifest: readonly (string | PrecachedFile)[];
  /** The file of the list that is every page of the app, relative to the worker. @default 'index.html' */
  readonly page?: string;
  /**
   * With a number of milliseconds, the worker asks the server for each page first, and answers with the kept page when
   * no answer came within that time, or only an error of the server. 3_000 is usual. @default the kept page at once
   */
  readonly askFirstMs?: number;
  /** Begins of paths that only the server answers. @default ['/api/'] */
  readonly serverPaths?: readonly string[];
  /**
   * The paths of scripts, styles and fonts whose names change with their content. The worker keeps those that the list
   * lacks. @default the names that Vite gives
   */
  readonly hashed?: RegExp;
  readonly assets?: Partial<CacheLimits>;
  /**
   * Images of the app's own origin. The worker answers with the kept image at once, and renews it in the background.
   */
  readonly images?: Partial<CacheLimits>;
  /** The name of the caches, for `purgeShell`. @default 'holdfast-shell' */
  readonly name?: string;
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
  /** @default the worker's own */
  readonly scope?: ShellScope;
}

const VITE_HASHED = /\/assets\/[^/]+-[\w-]{8}\.\w+$/;

/**
 * Makes the app open without a network: precaches its files, answers every navigation with its page, and keeps
 * hashed files and images within limits. Call it at the top level of the worker's script, beside `installReplay`.
 *
 * It answers only what the browser loads by itself, never what code asks for with `fetch`: an operation always gets
 * its answer from the server. It keeps no opaque answer, no error, no part of a file, and nothing under
 * `Cache-Control: no-store`. A worker does not install when the server gives a page in the place of a precached file, or
 * the page of another address in the place of the app's page: the worker before it goes on. When the browser cannot read
 * the precache, the server answers. A new worker takes over when a page posts `{ type: 'SKIP_WAITING' }`, and not before.
 */
export function installShell(options: ShellOptions): void {
  requireOptions('installShell', options, {
    precache: 'an object',
    manifest: 'a list',
    page: 'a text that is not empty?',
    askFirstMs: 'a number from 0 on?',
    serverPaths: 'a list?',
    hashed: 'an object with test?',
    assets: 'an object?',
    images: 'an object?',
    name: 'a text that is not empty?',
    platform: 'an object with now, schedule?',
    scope: 'an object?',
  });

  const { precache, manifest, page = 'index.html', askFirstMs, name = 'holdfast-shell' } = options;
  const { scope = webShellScope(), platform = webPlatform } = options;
  const { serverPaths = ['/api/'], hashed = VITE_HASHED } = options;
  const names = cachesOf(name);
  const shared = { scope, platform };
  const assets = createFileCache({
    ...{ ...shared, name: names.assets, kind: 'asset' },
    limits: { ...defaultCacheLimits, ...options.assets },
  });
  const images = createFileCache({
    ...{ ...shared, name: names.images, kind: 'image' },
    limits: { ...defaultCacheLimits, ...options.images },
  });

  precache.strategy.plugins?.unshift({ cacheWillUpdate });
  precache.precache([...manifest]);
  const pageUrl = new URL(page, scope.url).href;
  const isPrecached = (url: string): boolean => precache.getCacheKeyForURL(url) !== undefined;
  const hasPage = isPrecached(pageUrl);
  if (manifest.length > 0 && !hasPage) {
    throw new Failure(DEFECT, { details: { remedy: `Put ${page} in the manifest.` } });
  }
  const { origin } = new URL(scope.url);
  const rules = { origin, page: pageUrl, serverPaths, hashed, isPrecached };

  /** The kept file. The browser refuses a page that was redirected, and a cache in trouble must not close the app. */
  const kept = async (event: ShellFetch, request: Request): Promise<Response> => {
    try {
      const found = await precache.strategy.handle({ event: event as never, request });
      if (!found.redirected) return found;
    } catch {
      // The server is asked in the same way.
    }
    return scope.fetch(event.request);
  };
  const keptPage = (event: ShellFetch): Promise<Response> => kept(event, new Request(pageUrl));

  /** The server's page if it comes in time, and otherwise the kept page. */
  const pageInTime = (event: ShellFetch, withinMs: number): Promise<Response> =>
    new Promise((resolve) => {
      let isOver = false;
      const answerWith = (answered: () => Response | Promise<Response>): void => {
        if (!isOver) resolve(answered());
        isOver = true;
        cancel();
      };
      const fallBack = (): void => answerWith(() => keptPage(event));
      const cancel = platform.schedule(withinMs, fallBack);
      // Without a signal, because a request with one would no longer say that a user opens a page.
      scope
        .fetch(event.request)
        // The kept page is better than the error page of a gateway without a server.
        .then((answer) => (answer.status < 500 ? answerWith(() => answer) : fallBack()))
        .catch(fallBack);
    });

  scope.addEventListener('fetch', (event) => {
    switch (caretakerOf(event.request, rules)) {
      case 'network':
        return;
      case 'precache':
        return event.respondWith(kept(event, event.request));
      case 'page':
        if (!hasPage) return;
        return event.respondWith(
          askFirstMs === undefined ? keptPage(event) : pageInTime(event, askFirstMs),
        );
      case 'asset':
        return give(event, assets.cacheFirst(event.request));
      case 'image':
        return give(event, images.whileRevalidating(event.request));
    }
  });
  scope.addEventListener('message', (event) => {
    if (membersOf(event.data)['type'] === 'SKIP_WAITING') event.waitUntil?.(scope.skipWaiting());
  });
}

/** Workbox does not install a worker when this gives no answer for a file. */
async function cacheWillUpdate({
  request,
  response,
}: {
  readonly request: Request;
  readonly response: Response;
}): Promise<Response | null> {
  return mayPrecache(request.url, response) ? response : null;
}

function give(event: ShellFetch, { response, afterwards }: Given): void {
  event.respondWith(response);
  event.waitUntil(afterwards);
}
