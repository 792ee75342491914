import { Hono } from 'hono';
import type { BuiltFile } from './built-files.ts';

const INDEX = '/index.html';

/** The built demo. A navigation to a path without a file gets the app, which knows its own routes. */
export function pageRoutes(files: ReadonlyMap<string, BuiltFile>): Hono {
  const routes = new Hono();
  routes.get('*', (c) => {
    const request = c.req.raw;
    const { pathname } = new URL(request.url);
    const file = files.get(pathname === '/' ? INDEX : pathname);
    const answered = file ?? (isNavigation(request) ? files.get(INDEX) : undefined);
    return answered ? send(request, answered) : c.notFound();
  });
  return routes;
}

function isNavigation({ headers }: Request): boolean {
  const mode = headers.get('sec-fetch-mode');
  // Browsers say it outright; for others, whoever prefers HTML wants a page.
  return mode === null ? (headers.get('accept') ?? '').includes('text/html') : mode === 'navigate';
}

function send(request: Request, { body, type, etag, cacheControl }: BuiltFile): Response {
  const headers = { etag, 'cache-control': cacheControl };
  return request.headers.get('if-none-match') === etag
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers: { ...headers, 'content-type': type } });
}
