import { Failure, isFailure } from '@holdfast/core';
import {
  isUnstored,
  type Bytes,
  type EntrySource,
  type NewEntry,
  type Platform,
} from '@holdfast/core/parts';
import { BODY_TOO_LARGE, STORAGE_FAILED } from '@holdfast/core/failures';
import type { Dependencies } from '../chains/await-dependencies.ts';
import type { Coalescing } from '../chains/coalesce-unsent.ts';
import { refuseWithout } from '../chains/refuse-without.ts';
import { createCallOrder } from './call-order.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { OutboxStore } from './outbox-store.ts';
import { keepable } from './refuse-unkeepable.ts';
import { laneKey, type UnkeptWrites } from './unkept-writes.ts';
import { textBytes } from './web-text-bytes.ts';
import { withBody } from './with-body.ts';

export interface AddingOptions {
  readonly store: Pick<OutboxStore, 'add'>;
  readonly unkept: Pick<UnkeptWrites, 'laneFree'>;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  readonly limits: Pick<OutboxLimits, 'maxEntries' | 'maxBodyBytes'>;
  readonly baseUrl?: string;
  /** Until the caller calls the returned function, the page asks its user before they leave it. */
  readonly holdPage: () => () => void;
  readonly coalescing?: Coalescing | undefined;
  readonly dependencies?: Dependencies | undefined;
  /** The entry is committed; `undefined` when the outbox had it already. */
  readonly added: (entry: StoredEntry | undefined) => Promise<void>;
}

export interface Adding {
  /**
   * The outbox's own copy of the entry, with a whole address. Refuses by name an entry that can never be kept
   * or sent.
   */
  prepared(entry: NewEntry, source?: EntrySource): NewEntry;
  /**
   * Resolves when the entry is committed. Rejects with a storage `Failure` when it is not kept. `body` is the body of
   * the request when it must be read first. Entries are stored in the order of the calls.
   */
  add(entry: NewEntry, body?: Promise<Bytes | null>, source?: EntrySource): Promise<void>;
}

// A database that takes longer may never answer, and meanwhile only the page has the write.
const SLOW_ADD_MS = 1_000;

/** How an entry gets into the outbox: the outbox checks and copies it whole, stores it, and then reports it. */
export function createAdding(options: AddingOptions): Adding {
  const { store, unkept, platform, limits, baseUrl, holdPage, added } = options;
  const { coalescing, dependencies } = options;
  const inOrder = createCallOrder(platform);
  const prepared: Adding['prepared'] = (given, source) => {
    const own = keepable(given, baseUrl);
    refuseLarge(own, limits.maxBodyBytes);
    refuseWithout(options, own, source);
    const named = coalescing ? coalescing.prepare(own, source) : own;
    return dependencies ? dependencies.prepare(named, source) : named;
  };

  const keep = async (
    entry: NewEntry,
    source: EntrySource | undefined,
  ): Promise<StoredEntry | undefined> => {
    refuseLarge(entry, limits.maxBodyBytes);
    const takeIn = coalescing?.takeIn(entry, source, prepared);
    let release: (() => void) | undefined;
    const cancel = platform.schedule(SLOW_ADD_MS, () => (release = holdPage()));
    try {
      return await store.add(recordOf(entry, platform.now()), limits.maxEntries, takeIn);
    } catch (cause) {
      const isNamed =
        isUnstored(cause) || isFailure(cause, 'DISPOSED') || isFailure(cause, 'QUEUE_FULL');
      throw isNamed ? cause : new Failure(STORAGE_FAILED, { cause });
    } finally {
      cancel();
      release?.();
    }
  };

  const addOne: Adding['add'] = async (entry, body, source) => {
    // A write that the device could not store comes before this one in its lane.
    const free = unkept.laneFree(entry);
    const others = dependencies?.before(entry);
    const own: Promise<Bytes | null | void> | undefined =
      body || others ? Promise.all([body, free, others]).then(([bytes]) => bytes) : free;
    const commit = await inOrder(laneKey(entry), own, (bytes) => {
      const withBytes = bytes ? withBody(entry, bytes) : entry;
      const whole = dependencies ? dependencies.prepare(withBytes, source) : withBytes;
      // Returned in an object, so that the next call begins before this one is committed.
      return { stored: keep(whole, source) };
    });
    await added(await commit.stored);
  };

  return {
    prepared,
    async add(given, body, source) {
      const entry = prepared(given, source);
      const done = addOne(entry, body, source);
      dependencies?.adding(entry, done);
      return done;
    },
  };
}

function refuseLarge({ request: { body }, incidentId }: NewEntry, limitBytes: number): void {
  const length = body?.length ?? 0;
  // No character has more than three bytes for each of its units.
  const isText = typeof body === 'string' && 3 * length > limitBytes;
  if ((isText ? textBytes(body).length : length) > limitBytes) {
    throw new Failure(BODY_TOO_LARGE, { incidentId, details: { limitBytes } });
  }
}
