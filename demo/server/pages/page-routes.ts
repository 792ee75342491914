import type { Files } from '@holdfast/server/files';
import { Hono } from 'hono';
import { SHARE_PATH, shareTroublePath } from '../../contract/share.ts';

const INDEX = '/index.html';

/** The built demo. A navigation to a path without a file gets the app, which knows its own routes. */
export function pageRoutes(files: Files): Hono {
  const routes = new Hono();
  routes.get('*', async (c) => {
    const request = c.req.raw;
    const isRoot = new URL(request.url).pathname === '/';
    const found = await files.answer(request, isRoot ? INDEX : undefined);
    const answered = found ?? (isNavigation(request) && (await files.answer(request, INDEX)));
    return answered || c.notFound();
  });
  // The worker takes what other apps share. Without one, the page says that nothing was read, and installs it.
  routes.post(SHARE_PATH, (c) => c.redirect(shareTroublePath('unread'), 303));
  return routes;
}

function isNavigation({ headers }: Request): boolean {
  const mode = headers.get('sec-fetch-mode');
  // Browsers say it outright; any other client that prefers HTML wants a page.
  return mode === null ? (headers.get('accept') ?? '').includes('text/html') : mode === 'navigate';
}
