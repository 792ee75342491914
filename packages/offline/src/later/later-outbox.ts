import { Failure, type EntryView } from '@holdfast/core';
import { CHUNK_FAILED } from '@holdfast/core/failures';
import {
  asFailure,
  createHandle,
  requireOptions,
  toImportFailure,
  type EntryEnd,
  type EntryState,
  type Runtime,
} from '@holdfast/core/parts';
import type { DrainGuard } from '../outbox/create-engine.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { StorageState } from '../outbox/watch-store.ts';
import { mayHold } from './idb-may-hold.ts';
import { laterValue, type LaterValue } from './later-value.ts';

export interface LaterOutboxOptions {
  /** Loads the outbox: `async () => (await import('./device-outbox.ts')).deviceOutbox`. */
  readonly load: () => Promise<(runtime: Runtime) => Outbox>;
  /** The name of the outbox's database, the same as in `createOutbox`. @default 'holdfast-outbox' */
  readonly name?: string;
  /**
   * Tells whether the device may hold entries; one that holds none has sent none either. Called once, when the runtime
   * is made; a rejection counts as `true`. @default tells it by the names of the browser's databases; a browser that does not list them may hold any
   */
  readonly mayHoldEntries?: () => Promise<boolean>;
}

/** A call waits so long for a load. */
const LOAD_WITHIN_MS = 10_000;
/** After a load that failed comes the next one, as long as the page lives. */
const AGAIN_MS = 3000;

/**
 * An outbox whose code loads beside the first screen, so that this screen does not wait for it. `createHoldfast` makes
 * it, and the load begins at once. On a device that may hold entries `ready` resolves when they have been read, on any
 * other at once. While the code does not come, `storage` tells the failure, and the page tries again every three
 * seconds. Until it comes, calls wait in their order for at most ten seconds, and `prepare` changes nothing. Then a write
 * fails with `CHUNK_FAILED` or `CHUNK_STALE`, and other calls reject with it: nothing was queued, so keep what the user
 * typed.
 */
export function laterOutbox(options: LaterOutboxOptions): (runtime: Runtime) => Outbox {
  requireOptions('laterOutbox', options, {
    load: 'a function',
    name: 'a text that is not empty?',
    mayHoldEntries: 'a function?',
  });

  return (runtime) => outboxOf(runtime, options);
}

function outboxOf(runtime: Runtime, options: LaterOutboxOptions): Outbox {
  const { load, name = 'holdfast-outbox', mayHoldEntries = () => mayHold(name) } = options;
  const { identity, platform } = runtime;
  // Asked before the outbox makes its database.
  const holdsAny = mayHoldEntries().catch(() => true);
  const entries = laterValue<readonly EntryView[]>([]);
  const storage = laterValue<StorageState>('ok');
  const guard = laterValue<DrainGuard>('lock');
  const followed = new Map<string, LaterValue<EntryState | EntryEnd>>();
  let real: Outbox | undefined;
  let coming: Promise<Outbox> | undefined;
  let isOver = false;
  let giveUp: (() => void) | undefined;

  async function come(): Promise<Outbox> {
    giveUp?.();
    try {
      const late = new Promise<never>((_, reject) => {
        const fail = (): void => reject(new Failure(CHUNK_FAILED));
        giveUp = platform.schedule(LOAD_WITHIN_MS, fail);
      });
      const make = await Promise.race([load(), late]);
      giveUp?.();
      real = make(runtime);
    } catch (error) {
      coming = undefined;
      const failure = toImportFailure(error);
      storage.set(failure);
      if (!isOver) giveUp = platform.schedule(AGAIN_MS, begin);
      throw failure;
    }
    const outbox = real;
    entries.follow(outbox.entries);
    storage.follow(outbox.storage);
    guard.follow(outbox.guard);
    for (const [id, state] of followed) state.follow(outbox.follow(id));
    return outbox;
  }
  const bring = (): Promise<Outbox> => (coming ??= come());
  /** `storage` says when it fails. */
  const begin = (): void => void bring().catch(() => {});

  async function meet(): Promise<void> {
    begin();
    if (!(await holdsAny)) return;
    const outbox = await bring().catch(() => undefined);
    await outbox?.ready;
  }

  return {
    ...{ identity, entries, storage, guard, createHandle },
    ready: meet(),
    get baseUrl() {
      return real?.baseUrl;
    },
    async runWrite(...run) {
      try {
        return await (await bring()).runWrite(...run);
      } catch (error) {
        return { kind: 'failed', failure: asFailure(error) };
      }
    },
    follow(id) {
      if (real) return real.follow(id);
      const known = followed.get(id) ?? laterValue<EntryState | EntryEnd>({ kind: 'queued' });
      followed.set(id, known);
      return known;
    },
    sent: async (from) => (real || (await holdsAny) ? (await bring()).sent?.(from) : []) ?? [],
    prepare: (entry, source) => real?.prepare(entry, source) ?? entry,
    wake: () => real?.wake(),
    // These follow a call that has brought the outbox.
    sendUnkept: (...write) => real?.sendUnkept(...write),
    // Each waits in the same way, so that calls keep their order.
    add: async (...write) => (await bring()).add(...write),
    retry: async (id) => (await bring()).retry(id),
    cancel: async (id) => (await bring()).cancel(id),
    decide: async (id, decision) => (await bring()).decide(id, decision),
    pause: async (lane) => (await bring()).pause(lane),
    resume: async (lane) => (await bring()).resume(lane),
    paused: async () => (await bring()).paused(),
    inspect: async (ids) => (await bring()).inspect(ids),
    drain: async () => (await bring()).drain(),
    quarantined: async (owner) => (await bring()).quarantined(owner),
    discardQuarantined: async (row) => (await bring()).discardQuarantined(row),
    async dispose() {
      isOver = true;
      giveUp?.();
      const outbox = await coming?.catch(() => undefined);
      await outbox?.dispose();
    },
  };
}
