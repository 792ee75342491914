import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { MemoryTransaction } from '../idempotency/memory-store.ts';
import { eventName } from './event-name.ts';
import { createMemoryLeases } from './memory-leases.ts';
import { createMemoryRows, type MemoryRow } from './memory-relay-rows.ts';
import { headsFor, lastLane, pickHeads, type RelayChange, withoutSuspects } from './relay-state.ts';
import type { ClaimedEvent, RelayStore, StoppedEvent } from './relay-store.ts';

export interface MemoryRelayStoreOptions {
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

/**
 * For tests and for servers without a database: the events are lost when the process ends. It takes the transaction
 * of `memoryStore`; the store has an event once that transaction commits.
 */
export function memoryRelayStore(
  options: MemoryRelayStoreOptions = {},
): RelayStore<MemoryTransaction> {
  requireOptionsAlways('memoryRelayStore', options, {
    platform: 'an object with now, monotonic?',
  });

  const { platform = webPlatform } = options;
  const rows = createMemoryRows();
  const now = (): number => platform.monotonic();
  const leases = createMemoryLeases(now);
  /** Ids of transactions that have not ended. */
  const pending = new Set<string>();

  const openOf = (sink: string): readonly MemoryRow[] =>
    rows.lanes(sink).flatMap((lane) => rows.open(lane));
  const inState = (sink: string, state: MemoryRow['state']): readonly MemoryRow[] =>
    [...rows.all].filter((row) => row.event.sink === sink && row.state === state);

  function settleOne(
    row: MemoryRow,
    { to, holdsKey, attempt, dueInMs, failure }: RelayChange,
  ): void {
    row.state = to;
    row.holdsKey = holdsKey;
    if (attempt === 'unsent') row.attempts -= 1;
    else row.crashes = 0;
    if (attempt === 'failed') row.failures += 1;
    if (failure) row.failure = failure;
    if (dueInMs > 0) row.dueAt = now() + dueInMs;
    if (to === 'done') row.endedAt = now();
  }

  return {
    async enqueue(transaction, events) {
      const areNew = events.map(
        (event) => !pending.has(eventName(event)) && rows.find(event.sink, event.id) === undefined,
      );
      const added = events.filter((_, index) => areNew[index]);
      const forget = (): void => added.forEach((event) => pending.delete(eventName(event)));
      for (const event of added) pending.add(eventName(event));
      transaction.onRollback(forget);
      transaction.onCommit(() => {
        forget();
        for (const event of added) rows.add(event, platform.now());
      });
      return areNew;
    },
    depth: async (_, sink, most) => Math.min(most, openOf(sink).length),
    async lease(request) {
      const { taken, ...held } = leases.lease(request);
      for (const row of rows.all) {
        if (row.state !== 'sending' || !taken.has(row.shard)) continue;
        Object.assign(row, { state: 'waiting', crashes: row.crashes + 1, dueAt: 0 });
      }
      return held;
    },
    release: async (relay) => leases.release(relay),
    async claim({ relay, sink, shards, after, most, only }) {
      const epochs = leases.epochs(relay, shards);
      if (inState(sink, 'blocked').length > 0) return { events: [], isBlocked: true };
      const found = rows
        .lanes(sink)
        .filter((lane) => (only === undefined ? lane > after : lane === only));
      const lanes = found.slice(0, headsFor(most));
      const isWhole = found.length === lanes.length;
      const heads = lanes.flatMap((lane) => {
        const [head] = rows.open(lane);
        return head && epochs.has(head.shard) ? [{ ...head, dueInMs: head.dueAt - now() }] : [];
      });
      const { picked, ...rest } = pickHeads(heads, { most, alone: only !== undefined });
      const events = picked.flatMap(({ lane, from, count }) =>
        untilStopped(withoutSuspects(rows.open(lane)))
          .filter(({ position }) => position < from + count)
          .map((row) => {
            row.state = 'sending';
            row.attempts += 1;
            row.epoch = epochs.get(row.shard) ?? 0;
            return toClaimed(row);
          }),
      );
      const last = only === undefined ? lastLane(lanes, { picked, most, isWhole }) : undefined;
      return { events, isBlocked: false, ...rest, ...(last !== undefined && { last }) };
    },
    async settle(settlements) {
      let changed = 0;
      for (const { event, change, copy } of settlements) {
        const row = rows.find(event.sink, event.id);
        if (row?.state !== 'sending' || row.epoch !== event.epoch) continue;
        settleOne(row, change);
        if (change.to === 'done' && !event.keepsId) rows.remove(row);
        changed += 1;
        if (copy) rows.add(copy, platform.now());
      }
      return changed;
    },
    async measure(sink, most) {
      const open = openOf(sink);
      const oldestAt = open.reduce((least, row) => Math.min(least, row.enqueuedAt), Infinity);
      return {
        depth: Math.min(most, open.length),
        ...(oldestAt < Infinity && { oldestAt }),
        oldestMs: oldestAt < Infinity ? Math.max(0, platform.now() - oldestAt) : 0,
        dead: Math.min(most, inState(sink, 'dead').length),
        blocked: Math.min(most, inState(sink, 'blocked').length),
      };
    },
    async unblock(sink) {
      const blocked = inState(sink, 'blocked');
      for (const row of blocked) Object.assign(row, { state: 'waiting', dueAt: 0 });
      return blocked.length;
    },
    stopped: async (sink, most) =>
      [...inState(sink, 'dead'), ...inState(sink, 'blocked')]
        .toSorted(
          (one, other) => one.enqueuedAt - other.enqueuedAt || one.position - other.position,
        )
        .slice(0, most)
        .map(toStopped),
    async amend({ sink, id, attempts }, action) {
      const row = rows.find(sink, id);
      if (row?.state !== 'dead' || row.attempts !== attempts) return false;
      if (action === 'drop') rows.remove(row);
      else if (action === 'skip') row.holdsKey = false;
      else {
        Object.assign(row, { state: 'waiting', holdsKey: true, failures: 0, crashes: 0, dueAt: 0 });
      }
      return true;
    },
    async prune({ doneMs }, limit) {
      const old = [...rows.all]
        .filter(({ endedAt }) => endedAt !== undefined && endedAt < now() - doneMs)
        .slice(0, limit);
      for (const row of old) rows.remove(row);
      return old.length;
    },
  };
}

/** The events of a key up to one that cannot be sent now. Those after it wait for it. */
function untilStopped(open: readonly MemoryRow[]): readonly MemoryRow[] {
  const end = open.findIndex(({ state }) => state !== 'waiting');
  return end < 0 ? open : open.slice(0, end);
}

function toRelayed({ event, position, attempts, enqueuedAt }: MemoryRow) {
  const { sink, topic, key, id, headers, traceparent } = event;
  return {
    ...{ sink, topic, key, id, position, enqueuedAt },
    body: JSON.parse(event.body) as unknown,
    ...(headers && { headers }),
    ...(traceparent !== undefined && { traceparent }),
    attempt: attempts,
  };
}

function toClaimed(row: MemoryRow): ClaimedEvent {
  const { lane, shard, epoch, failures, crashes } = row;
  const keepsId = !row.event.hasOwnId;
  return { ...toRelayed(row), lane, shard, epoch, claim: '', keepsId, failures, crashes };
}

function toStopped(row: MemoryRow): StoppedEvent {
  return {
    ...toRelayed(row),
    state: row.state === 'blocked' ? 'blocked' : 'dead',
    holdsKey: row.holdsKey,
    ...(row.failure && { failure: row.failure }),
  };
}
