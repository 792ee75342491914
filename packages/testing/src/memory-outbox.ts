import {
  createCell,
  Failure,
  type EntryView,
  type Identity,
  type Observable,
} from '@holdfast/core';
import {
  createHandle,
  runQueuedWrite,
  type Cell,
  type EntryEnd,
  type EntryState,
  type NewEntry,
  type RuntimeOutbox,
  type SentEntry,
  type Platform,
  type WaitReason,
  requireOptions,
} from '@holdfast/core/parts';
import { ENTRY_UNKNOWN, QUEUE_FULL } from '@holdfast/core/failures';

export interface MemoryOutboxOptions {
  /** The owner of the listed entries. */
  readonly identity: Observable<Identity | null>;
  /** @default a clock that stands at 0 */
  readonly platform?: Pick<Platform, 'now'>;
  /** The most entries of one owner. The outbox refuses one more with `QUEUE_FULL`. @default 10_000 */
  readonly maxEntries?: number;
}

/** An outbox in memory that sends nothing. The test decides the state of each entry. */
export interface MemoryOutbox extends RuntimeOutbox {
  /** The server took it: it leaves the outbox and settles with this answer. */
  apply(id: string, value?: unknown): void;
  /** Puts an entry into another state; `sending` counts as a send. */
  set(id: string, state: EntryState): void;
  /** From now on `add` rejects with this; `undefined` makes room again. */
  failAdding(failure: Failure | undefined): void;
  /** How many times a caller asked for a drain. */
  wakes(): number;
}

const REASONS: Partial<Record<EntryState['kind'], WaitReason>> = {
  waiting: 'time',
  blocked: 'user',
  dead: 'user',
};

/** Keeps the promises of `OutboxPort` without storage, network or time of its own. */
export function memoryOutbox(options: MemoryOutboxOptions): MemoryOutbox {
  requireOptions('memoryOutbox', options, {
    identity: 'an object with getSnapshot, subscribe',
    platform: 'an object with now?',
    maxEntries: 'a whole number from 0 on?',
  });

  const { identity, platform = { now: () => 0 }, maxEntries = 10_000 } = options;
  const all = new Map<string, EntryView>();
  const states = new Map<string, Cell<EntryState | EntryEnd>>();
  const entries = createCell<readonly EntryView[]>([]);
  const sent: SentEntry[] = [];
  let refusal: Failure | undefined;
  let count = 0;
  let wakes = 0;

  const find = (id: string): EntryView => {
    const entry = all.get(id);
    if (!entry) throw new Failure(ENTRY_UNKNOWN);
    return entry;
  };
  const list = (): void => {
    const owner = identity.getSnapshot()?.subject;
    const lanes = new Set<string>();
    const mine = [...all.values()].filter((entry) => entry.owner === owner);
    for (const entry of mine) {
      const waitsFor = lanes.has(entry.lane) ? 'lane' : REASONS[entry.state.kind];
      lanes.add(entry.lane);
      if (entry.waitsFor !== waitsFor) all.set(entry.id, { ...entry, waitsFor });
    }
    entries.set(mine.map(({ id }) => find(id)));
  };
  const put = (entry: EntryView): void => {
    all.set(entry.id, entry);
    list();
    states.get(entry.id)?.set(entry.state);
  };
  const leave = (id: string, end: EntryEnd): void => {
    find(id);
    all.delete(id);
    list();
    states.get(id)?.set(end);
  };
  identity.subscribe(list);

  return {
    ...{ runWrite: runQueuedWrite, createHandle },
    entries: { getSnapshot: entries.getSnapshot, subscribe: entries.subscribe },
    async add(entry) {
      if (refusal) throw refusal;
      if (states.has(entry.id)) return;
      const { owner, incidentId } = entry;
      if ([...all.values()].filter((one) => one.owner === owner).length >= maxEntries) {
        throw new Failure(QUEUE_FULL, { incidentId, details: { limit: maxEntries } });
      }
      states.set(entry.id, createCell<EntryState | EntryEnd>({ kind: 'queued' }));
      count += 1;
      put(viewOf(entry, count, platform.now()));
    },
    follow: (id) => states.get(id) ?? createCell<EntryEnd>({ kind: 'unknown' }),
    wake: () => void (wakes += 1),
    async retry(id) {
      const entry = find(id);
      if (entry.state.kind !== 'sending') put({ ...entry, state: { kind: 'queued' } });
    },
    async cancel(id) {
      const { state, sends } = find(id);
      const isGivenUp = state.kind === 'dead' || state.kind === 'blocked';
      if (!isGivenUp && sends > 0) return 'too-late';
      leave(id, { kind: 'cancelled' });
      return 'cancelled';
    },
    async sent(from) {
      const owner = identity.getSnapshot()?.subject;
      return sent.filter(({ entry, settledAt }) => entry.owner === owner && settledAt >= from);
    },
    apply(id, value) {
      const end = { kind: 'applied', value, replayed: false } as const;
      sent.push({ entry: find(id), settledAt: platform.now(), end });
      leave(id, end);
    },
    set(id, state) {
      const entry = find(id);
      put({ ...entry, state, sends: entry.sends + (state.kind === 'sending' ? 1 : 0) });
    },
    failAdding: (failure) => void (refusal = failure),
    wakes: () => wakes,
  };
}

function viewOf(entry: NewEntry, seq: number, createdAt: number): EntryView {
  const { id, owner, lane, operation, version, invalidates, incidentId } = entry;
  const input: unknown = structuredClone(entry.input);
  const known = { id, owner, lane, operation, version, invalidates, incidentId, input };
  const held = entry.undoMs ? { undoUntil: createdAt + entry.undoMs } : {};
  return { ...known, ...held, seq, createdAt, sends: 0, state: { kind: 'queued' } };
}
