const PATH = '/share';

/**
 * Takes what another app shares with Fireside, also without a network. The text goes on to the page in the part of the
 * address that no server gets.
 */
export function takeShares(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    if (method !== 'POST' || new URL(url).pathname !== PATH) return;
    event.stopImmediatePropagation();
    event.respondWith(toPage(event.request));
  });
}

async function toPage(request: Request): Promise<Response> {
  const shared = new URLSearchParams();
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string' && value !== '') shared.set(name, value);
  }
  return Response.redirect(`${PATH}#${shared.toString()}`, 303);
}
