import { createCell, type Failure, type Observable } from '@holdfast/core';
import { webPlatform, type ReadCachePort } from '@holdfast/core/parts';
import { purgeShell } from '@holdfast/offline/register';
import * as z from 'zod/mini';
import { Role, type SignedInAccount } from '../../contract/session.ts';
import { forgetOwner, type ForgetOwner } from './forget-owner.ts';
import { leavingWriters } from './leaving-writers.ts';

/** The writer who is signed in, as far as this device knows. Never a credential. */
export type Account = SignedInAccount;

// An earlier version kept fewer members. The next answer of the server brings the others.
const StoredAccount = z.object({
  subject: z.string(),
  name: z.string(),
  displayName: z.optional(z.string()),
  role: z._default(Role, 'writer'),
});

// The read cache keeps the data of each owner apart. Data of the device itself has no owner.
const DEVICE = '';
const KEY = 'fireside.account';

export interface AccountKeeper extends Observable<Account | null> {
  /** Whether the server ended the session of the writer on the screen. The writer can then sign in again. */
  readonly hasEnded: Observable<boolean>;
  /** Why Fireside has not said who is signed in, when it was asked last. */
  readonly trouble: Observable<Failure | undefined>;
  /** Notes how the last question for the session ended: with a failure, or with an answer. */
  asked(trouble: Failure | undefined): void;
  /**
   * Finds the writer who was signed in last, so that a start without a network shows this writer's things. It also
   * deletes what earlier pages could not delete of writers who signed out.
   */
  restore(): Promise<void>;
  signedIn(account: Account): Promise<void>;
  /**
   * The server no longer knows the session. When another tab signed the writer out, this tab follows. Otherwise the
   * writer stays on the screen and is asked to sign in again.
   */
  sessionEnded(): Promise<void>;
  /** Unsent work stays on the device for the writer's next sign-in, unless the writer chose to discard it. */
  signedOut(unsent?: 'keep' | 'discard'): Promise<void>;
}

/**
 * Remembers the account in the read cache, because that survives a killed browser. When the cache does
 * not work, the account lasts as long as the tab.
 */
export function createAccountKeeper(
  cache: ReadCachePort,
  platform: { now(): number } = webPlatform,
  forget: ForgetOwner = forgetOwner,
): AccountKeeper {
  const { getSnapshot, subscribe, set } = createCell<Account | null>(null);
  const hasEnded = createCell(false);
  const trouble = createCell<Failure | undefined>(undefined);
  const remember = (value: Account | null): Promise<void> =>
    cache.put(DEVICE, KEY, { value, storedAt: platform.now() }).catch(() => {});
  const remembered = async (): Promise<Account | null> => {
    const kept = await cache.get(DEVICE, KEY).catch(() => undefined);
    const { data } = z.nullable(StoredAccount).safeParse(kept?.value ?? null);
    return data ? { ...data, displayName: data.displayName ?? data.name } : null;
  };
  const leavers = leavingWriters(cache, platform, forget);
  const signedOut = async (unsent: 'keep' | 'discard' = 'keep'): Promise<void> => {
    const leaving = getSnapshot();
    // The page may be closed before it has deleted everything.
    if (leaving) await leavers.note(leaving.subject, unsent);
    // The account goes first from the device, then from the screen. A reload must not bring back a writer who has
    // left, and the next person at this device must not find the data of the last one.
    await remember(null);
    if (leaving) await cache.clear(leaving.subject).catch(() => {});
    await purgeShell();
    hasEnded.set(false);
    set(null);
    // The screens of the writer are gone now, so nothing is written after this.
    if (leaving) await leavers.forget(leaving.subject, unsent);
  };
  return {
    getSnapshot,
    subscribe,
    hasEnded,
    trouble,
    asked: trouble.set,
    async restore() {
      const kept = await remembered();
      if (kept) await leavers.isBack(kept.subject);
      set(kept);
      // The first screen does not wait for it.
      void leavers.finish();
    },
    async signedIn(account) {
      trouble.set(undefined);
      const current = getSnapshot();
      if (current && isSame(current, account) && !hasEnded.getSnapshot()) return;
      // The writer before signed out somewhere else, such as in another tab.
      if (current && current.subject !== account.subject) await signedOut();
      hasEnded.set(false);
      // A new object, also for the same writer, so that code that waits for a sign-in notices it.
      await leavers.isBack(account.subject);
      set({ ...account });
      await remember(account);
    },
    async sessionEnded() {
      const asked = getSnapshot();
      const kept = await remembered();
      if (getSnapshot() !== asked) return;
      if (asked && kept?.subject === asked.subject) hasEnded.set(true);
      else await signedOut();
    },
    signedOut,
  };
}

const isSame = (one: Account, other: Account): boolean =>
  one.subject === other.subject &&
  one.name === other.name &&
  one.displayName === other.displayName &&
  one.role === other.role;
