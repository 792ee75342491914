// The worker of an app in two versions, which differ in the query of this script's address. It also
// serves that app's only page, so that the tests need no other server.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  const script = '<script type="module" src="/packages/offline/test/open-tab.ts"></script>';
  const page = `<!doctype html>${event.request.url.endsWith('/blank') ? '' : script}`;
  event.respondWith(new Response(page, { headers: { 'content-type': 'text/html' } }));
});
