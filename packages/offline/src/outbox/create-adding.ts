import { Failure, isFailure } from '@holdfast/core';
import { isUnstored, type NewEntry, type Platform } from '@holdfast/core/parts';
import { STORAGE_FAILED } from '@holdfast/core/failures';
import { absoluteUrl } from './absolute-url.ts';
import { recordOf } from './entry-record.ts';
import type { EntryChange, OutboxStore } from './outbox-store.ts';
import { refuseUnkeepable } from './refuse-unkeepable.ts';
import type { UnkeptWrites } from './unkept-writes.ts';

export interface AddingOptions {
  readonly store: Pick<OutboxStore, 'add'>;
  readonly unkept: Pick<UnkeptWrites, 'laneFree'>;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  readonly maxEntries: number;
  readonly baseUrl: string | undefined;
  /** The page asks before it is left until the returned function is called. */
  readonly holdPage: () => () => void;
  readonly publish: (changes: readonly EntryChange[]) => void;
  /** Reads the list again. */
  readonly reload: () => Promise<unknown>;
  /** A lane has got something new. */
  readonly freshen: (lane: string) => void;
  readonly added: () => void;
}

export interface Adding {
  /** The entry as it is sent, with a whole address. Throws by name what can never be kept or sent. */
  prepared(entry: NewEntry): NewEntry;
  /** Resolves when the entry is committed. Rejects with a storage `Failure` when it is not kept. */
  add(entry: NewEntry): Promise<void>;
}

// A database that takes longer may never answer, and the write is nowhere but on the page meanwhile.
const SLOW_ADD_MS = 1_000;

/** How an entry gets into the outbox: checked whole, then stored, then told. */
export function createAdding(options: AddingOptions): Adding {
  const {
    store,
    unkept,
    platform,
    maxEntries,
    baseUrl,
    holdPage,
    publish,
    reload,
    freshen,
    added,
  } = options;

  const prepared = (entry: NewEntry): NewEntry => {
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
      const stored = await store
        .add(recordOf(entry, platform.now()), maxEntries)
        .catch((error: unknown) => {
          const isNamed =
            isUnstored(error) || isFailure(error, 'DISPOSED') || isFailure(error, 'QUEUE_FULL');
          throw isNamed ? error : new Failure(STORAGE_FAILED, { cause: error });
        })
        .finally(() => {
          cancel();
          release?.();
        });
      if (stored) {
        const { id, seq, lane } = stored;
        freshen(lane);
        publish([{ id, seq, before: undefined, entry: stored, settled: undefined }]);
      } else await reload().catch(() => {});
      added();
    },
  };
}
