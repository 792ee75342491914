import type { Platform } from '@holdfast/core/parts';
import type { AlertLease, AlertStore, HeldLease } from '../alert-store.ts';

/**
 * Takes the lease, or goes on with it; `undefined` while another server has it. The end of a lease is a time of the
 * clock of its holder, and the clocks of two servers may be hours apart. So this server never compares it with its own
 * clock: it takes over a lease that was not renewed for `ttlMs` while this server looked on.
 */
export function createLeaseTaker(
  store: Pick<AlertStore<unknown>, 'lease' | 'leased'>,
  holder: string,
  ttlMs: number,
  platform: Pick<Platform, 'now' | 'monotonic'>,
): () => Promise<AlertLease | undefined> {
  let watched: (HeldLease & { readonly since: number }) | undefined;
  return async () => {
    const held = await store.leased();
    const isOfAnother = held !== undefined && held.holder !== holder && held.until !== 0;
    if (!isOfAnother) {
      watched = undefined;
      return store.lease(holder, platform.now(), ttlMs);
    }
    const at = platform.monotonic();
    if (watched?.epoch !== held.epoch || watched.until !== held.until) {
      watched = { ...held, since: at };
    }
    // With its end as the time, the store gives the lease only if its holder has not renewed it meanwhile.
    return at - watched.since >= ttlMs ? store.lease(holder, held.until, ttlMs) : undefined;
  };
}
