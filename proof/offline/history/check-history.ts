import { factsOf, type EntryFacts } from './entry-facts.ts';
import type { History } from './history.ts';
import { longestLag } from './longest-lag.ts';

/** The promises of the outbox, each as it stands in the report. */
export const promises = {
  kept: 'an acknowledged entry is applied, pending, dead, cancelled or quarantined',
  once: 'an entry takes effect at most once',
  order: 'the entries of a lane take effect in the order of their calls',
  after: 'an entry takes effect only after those that it waits for',
  owner: 'an entry is sent and takes effect only as its owner',
  cancelled: 'a cancelled entry never takes effect',
  refused: 'a refused entry never takes effect',
  paused: 'a paused lane sends nothing new',
  undo: 'an entry is not sent while its user may take it back',
  whole: 'a body arrives as it was written',
  edited: 'an edited entry takes effect with its last content',
  terminal: 'an end never reverts',
  drains: 'a healthy outbox drains to empty',
  shown: 'a tab shows what the device holds, once all is quiet',
  alone: 'no two tabs that live send an entry at the same time',
  lag: 'a healthy lane is never more than 2 s behind',
} as const;

export type Promised = keyof typeof promises;

export interface Violation {
  readonly promise: Promised;
  readonly id: string;
  readonly what: string;
}

export const MOST_LAG_MS = 2_000;

/** The events of a history that break a promise. Pure: the same for the simulator and for real browsers. */
export function checkHistory(history: History): readonly Violation[] {
  const facts = [...factsOf(history.events).values()];
  const lag = longestLag(history, facts);
  return [
    ...facts.flatMap((fact) => checkEntry(fact, history)),
    ...facts.flatMap((fact) => checkOrder(fact, facts)),
    ...checkAfter(facts, history),
    ...(history.stale ?? []).map(({ id, context, what }) =>
      violation('shown', id, `is ${what} in ${context}`),
    ),
    ...(history.overlaps ?? []).map(({ id, contexts }) =>
      violation('alone', id, `was sent by ${contexts[1]} while ${contexts[0]} sent it`),
    ),
    ...(lag && lag.ms > MOST_LAG_MS
      ? [violation('lag', lag.id, `was ${Math.round(lag.ms)} ms behind`)]
      : []),
  ];
}

function checkEntry(fact: EntryFacts, { kept, healthy, deadLanes }: History): readonly Violation[] {
  const { id, acknowledged, applied, cancelled, refused, risked, reverted, strangers } = fact;
  const { isOver, cancelling } = fact;
  const found: Violation[] = [];
  const broken = (promise: Promised, what: string): void =>
    void found.push(violation(promise, id, what));
  const place = kept.get(id);
  const times = applied.length;

  const mayBeOver = isOver || cancelling !== undefined;
  if (acknowledged !== undefined && times === 0 && place === undefined && !mayBeOver) {
    broken('kept', 'was acknowledged and is nowhere');
  }
  if (place === 'applied' && times === 0) broken('kept', 'ended applied without an effect');
  if (times > 1 && !risked) broken('once', `took effect ${times} times`);
  if (cancelled !== undefined && times > 0) broken('cancelled', 'took effect all the same');
  if (refused && acknowledged === undefined && times > 0) broken('refused', 'took effect');
  if (fact.brokePause) broken('paused', 'was sent all the same');
  if (fact.isSpoilt) broken('whole', 'arrived with another body');
  if (fact.outdated !== undefined) broken('edited', `took effect as ${fact.outdated}`);
  const sentAfterMs = (fact.firstSentAt ?? Infinity) - fact.calledAt;
  if (!fact.isUndoOver && sentAfterMs < fact.undoMs) {
    broken('undo', `was sent after ${sentAfterMs} of ${fact.undoMs} ms`);
  }
  if (reverted !== undefined) broken('terminal', `was ${reverted}`);
  // A page that died before it could acknowledge an entry could not tell the other pages of it either.
  const mustLeave = healthy && deadLanes?.has(fact.lane) !== true;
  if (mustLeave && acknowledged !== undefined && place === 'pending')
    broken('drains', 'is still pending');
  for (const user of strangers) broken('owner', `of ${fact.owner} went as ${user}`);
  return found;
}

/** Entries that took effect before an entry that they wait for, or although that entry never took effect. */
function checkAfter(
  facts: readonly EntryFacts[],
  { events }: Pick<History, 'events'>,
): readonly Violation[] {
  const all = new Map(facts.map((fact) => [fact.id, fact]));
  // A device forgets how entries ended when its clock is set far ahead.
  const forgets = events.some((event) => event.type === 'clock set' && event.ms > 0);
  return facts.flatMap(({ id, called, applied: [appliedAt = Infinity], after }) =>
    after.flatMap((name) => {
      const other = all.get(name);
      const isKnown = (other?.acknowledged ?? Infinity) < called && !(forgets && other?.isOver);
      const isLate = (other?.applied[0] ?? Infinity) > appliedAt;
      return isKnown && appliedAt < Infinity && isLate
        ? [violation('after', id, `took effect before ${name}`)]
        : [];
    }),
  );
}

/** Entries that were called after this one in its lane, and took effect before it had left. */
function checkOrder(fact: EntryFacts, all: readonly EntryFacts[]): readonly Violation[] {
  const { id, acknowledged, applied, givenUp, cancelling } = fact;
  if (acknowledged === undefined && applied.length === 0) return [];
  const leftAt = Math.min(applied[0] ?? Infinity, givenUp ?? cancelling ?? Infinity);
  return all
    .filter((later) => isBefore(fact, later) && (later.applied[0] ?? Infinity) < leftAt)
    .map((later) => violation('order', id, `was overtaken by ${later.id}`));
}

/** Whether the order of two calls is known: one context made them, or one was acknowledged before the other. */
function isBefore(a: EntryFacts, b: EntryFacts): boolean {
  if (a.id === b.id || a.lane !== b.lane || a.owner !== b.owner || a.called > b.called)
    return false;
  return a.context === b.context || (a.acknowledged ?? Infinity) < b.called;
}

function violation(promise: Promised, id: string, what: string): Violation {
  return { promise, id, what };
}
