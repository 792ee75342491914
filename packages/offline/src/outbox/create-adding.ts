import { Failure, isFailure } from '@holdfast/core';
import { inDevelopment, isUnstored, type NewEntry, type Platform } from '@holdfast/core/parts';
import { STORAGE_FAILED } from '@holdfast/core/failures';
import { absoluteUrl } from './absolute-url.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { OutboxStore } from './outbox-store.ts';
import { invalid } from './refuse-credentials.ts';
import { refuseUnkeepable } from './refuse-unkeepable.ts';
import type { UnkeptWrites } from './unkept-writes.ts';

export interface AddingOptions {
  readonly store: Pick<OutboxStore, 'add'>;
  readonly unkept: Pick<UnkeptWrites, 'laneFree'>;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  readonly limits: Pick<OutboxLimits, 'maxEntries'>;
  readonly baseUrl?: string;
  /** The page asks before it is left until the returned function is called. */
  readonly holdPage: () => () => void;
  /** The entry is committed; `undefined` when the outbox had it already. */
  readonly added: (entry: StoredEntry | undefined) => Promise<void>;
}

export interface Adding {
  /** The entry as it is sent, with a whole address. Throws by name what can never be kept or sent. */
  prepared(entry: NewEntry): NewEntry;
  /** Resolves when the entry is committed. Rejects with a storage `Failure` when it is not kept. */
  add(entry: NewEntry): Promise<void>;
}

// A database that takes longer may never answer, and the write is only on the page meanwhile.
const SLOW_ADD_MS = 1_000;

/** How an entry gets into the outbox: checked whole, then stored, then told. */
export function createAdding(options: AddingOptions): Adding {
  const { store, unkept, platform, limits, baseUrl, holdPage, added } = options;

  const prepared = (entry: NewEntry): NewEntry => {
    if (typeof entry?.request !== 'object' || !entry.request) {
      throw invalid('/request', inDevelopment('is missing. To queue a Request, call addRequest'));
    }
    const url = baseUrl === undefined ? entry.request.url : absoluteUrl(entry.request.url, baseUrl);
    const whole = { ...entry, request: { ...entry.request, url } };
    refuseUnkeepable(whole);
    return whole;
  };

  return {
    prepared,
    async add(given) {
      const entry = prepared(given);
      // A write that could not be stored is before this one in its lane.
      await unkept.laneFree(entry);
      let release: (() => void) | undefined;
      const cancel = platform.schedule(SLOW_ADD_MS, () => (release = holdPage()));
      let stored: StoredEntry | undefined;
      try {
        stored = await store.add(recordOf(entry, platform.now()), limits.maxEntries);
      } catch (cause) {
        const isNamed =
          isUnstored(cause) || isFailure(cause, 'DISPOSED') || isFailure(cause, 'QUEUE_FULL');
        throw isNamed ? cause : new Failure(STORAGE_FAILED, { cause });
      } finally {
        cancel();
        release?.();
      }
      await added(stored);
    },
  };
}
