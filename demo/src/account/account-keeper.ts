import { createCell, type Observable } from '@holdfast/core';
import { webPlatform, type ReadCachePort } from '@holdfast/core/parts';
import { purgeShell } from '@holdfast/offline/register';
import * as z from 'zod';

/** The writer who is signed in, as far as this device knows. Never a credential. */
export interface Account {
  readonly subject: string;
  readonly name: string;
}

const StoredAccount = z.object({ subject: z.string(), name: z.string() });

// The read cache keeps the data of each owner apart. Data of the device itself has no owner.
const DEVICE = '';
const KEY = 'fireside.account';

export interface AccountKeeper extends Observable<Account | null> {
  /** Finds the writer who was signed in last, so that a start without a network shows this writer's things. */
  restore(): Promise<void>;
  signedIn(account: Account): Promise<void>;
  signedOut(): Promise<void>;
}

/**
 * Remembers the account in the read cache, because that survives a killed browser. When the cache does
 * not work, the account lasts as long as the tab.
 */
export function createAccountKeeper(
  cache: ReadCachePort,
  platform: { now(): number } = webPlatform,
): AccountKeeper {
  const { getSnapshot, subscribe, set } = createCell<Account | null>(null);
  const remember = (value: Account | null): Promise<void> =>
    cache.put(DEVICE, KEY, { value, storedAt: platform.now() }).catch(() => {});
  return {
    getSnapshot,
    subscribe,
    async restore() {
      const kept = await cache.get(DEVICE, KEY).catch(() => undefined);
      const account = StoredAccount.nullable().safeParse(kept?.value ?? null);
      set(account.success ? account.data : null);
    },
    async signedIn(account) {
      const current = getSnapshot();
      if (current?.subject === account.subject && current.name === account.name) return;
      set(account);
      await remember(account);
    },
    async signedOut() {
      const leaving = getSnapshot();
      // First on the device, then on the screen: a reload must not bring back a writer who has left, and the next
      // person at this device must not find what the last one read.
      await remember(null);
      if (leaving) await cache.clear(leaving.subject).catch(() => {});
      await purgeShell();
      set(null);
    },
  };
}
