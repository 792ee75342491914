import { SHARE_PATH } from '../../contract/share.ts';
import { shareAddress } from './share-address.ts';

/**
 * Takes what another app shares with Fireside, also without a network. The text goes on to the page in the part of the
 * address that no server gets.
 */
export function takeShares(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    if (method !== 'POST' || new URL(url).pathname !== SHARE_PATH) return;
    event.stopImmediatePropagation();
    event.respondWith(
      shareAddress(event.request).then((address) => Response.redirect(address, 303)),
    );
  });
}
