import type { StoredEntry } from '../../../packages/offline/src/outbox/entry-record.ts';
import { EMPTY, keyOf, mix, mixNumber, type Digest } from '../simulator/digest.ts';
import type { ContextModel, OutboxModel, RequestModel } from './outbox-model-state.ts';

/** Fields that decide nothing. */
const UNREAD = new Set([
  ...['sends', 'failure', 'request', 'input', 'owner', 'operation', 'version', 'expectation'],
  ...['invalidates', 'honoursKey', 'incidentId', 'createdAt', 'seq'],
]);
const ACTORS = ['users', 'network', 'late', 'context 0', 'context 1'];
const SAID = [undefined, 'yes', 'nothing', 'later', 'broken', 'captive'];

const texts = new WeakMap<StoredEntry, string>();

/**
 * A number for all states that go on alike: epochs count from the oldest one that matters, and two pages may exchange
 * their places. Of its 53 bits, two different states share all with a chance of one in a thousand among four million.
 */
export function keyOfModel(state: OutboxModel, isSymmetric: boolean): number {
  const ranks = ranksOf(state);
  const [first, second] = state.contexts.map((context, seat) =>
    contextKey(state, seat, context, ranks),
  );
  const swap = isSymmetric && (first ?? 0) > (second ?? 0);
  const seatOf = (seat: number): number => (swap ? 1 - seat : seat);
  const { calls, stored, flushed, epoch, requests, applied, crashes, faults, preemptions } = state;
  let digest = mixNumber(EMPTY, calls);
  digest = mixNumber(digest, crashes * 64 + faults * 16 + preemptions);
  digest = mixNumber(digest, ranks.indexOf(epoch));
  const actor = ACTORS.indexOf(state.last);
  digest = mixNumber(digest, actor < 3 ? actor : 3 + seatOf(actor - 3));
  for (const key of swap ? [second, first] : [first, second]) digest = mixNumber(digest, key ?? 0);
  for (const entries of [stored, flushed]) {
    digest = mixNumber(digest, entries.length);
    for (const entry of entries) {
      digest = mix(digest, textOf(entry));
      if (entry.state.kind === 'sending')
        digest = mixNumber(digest, ranks.indexOf(entry.state.epoch));
    }
  }
  for (const one of requests) digest = mixNumber(digest, requestKey(one, ranks, seatOf));
  for (const entry of applied) digest = mixNumber(digest, 1_000 + entry);
  return keyOf(digest);
}

function contextKey(
  { requests }: OutboxModel,
  seat: number,
  { isAlive, isAwake, burst }: ContextModel,
  ranks: readonly number[],
): number {
  let digest: Digest = mixNumber(EMPTY, (isAlive ? 1 : 0) + (isAwake ? 2 : 0) + (burst ? 4 : 0));
  if (burst) {
    const { epoch, hasLock, claimed, flights, answers } = burst;
    digest = mixNumber(digest, 2 * ranks.indexOf(epoch) + (hasLock ? 1 : 0));
    for (const entry of claimed) digest = mixNumber(digest, 10 + entry);
    for (const entry of flights) digest = mixNumber(digest, 20 + entry);
    for (const { entry, said } of answers) {
      digest = mixNumber(digest, 30 + 10 * SAID.indexOf(said) + entry);
    }
  }
  // Two pages that differ only in their requests also have an order.
  for (const [index, one] of requests.entries()) {
    if (one.context === seat) digest = mixNumber(digest, 1_000 + index);
  }
  return keyOf(digest);
}

function requestKey(
  { entry, context, epoch, way, said }: RequestModel,
  ranks: readonly number[],
  seatOf: (seat: number) => number,
): number {
  const parts = [
    entry,
    seatOf(context),
    ranks.indexOf(epoch),
    way === 'out' ? 0 : 1,
    SAID.indexOf(said),
  ];
  return parts.reduce((sum, part) => 16 * sum + part, 1);
}

function ranksOf({ epoch, contexts, requests, stored, flushed }: OutboxModel): readonly number[] {
  const ranks = [epoch];
  const note = (one: number): void => void (ranks.includes(one) || ranks.push(one));
  for (const { burst } of contexts) if (burst) note(burst.epoch);
  for (const one of requests) note(one.epoch);
  for (const { state } of stored) if (state.kind === 'sending') note(state.epoch);
  for (const { state } of flushed) if (state.kind === 'sending') note(state.epoch);
  return ranks.toSorted((a, b) => a - b);
}

/** All that decides about an entry, without the epoch. */
function textOf(entry: StoredEntry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = JSON.stringify(entry, (name, value: unknown) =>
    name === 'epoch' || UNREAD.has(name) ? undefined : value,
  );
  texts.set(entry, text);
  return text;
}
