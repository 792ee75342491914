import type { Promised } from './check-history.ts';
import { factsOf } from './entry-facts.ts';
import type { History } from './history.ts';

/** How often each promise was put to the test. */
export type Trials = Readonly<Record<Promised, number>>;

export const noTrials: Trials = {
  ...{ kept: 0, once: 0, order: 0, owner: 0, cancelled: 0, refused: 0, terminal: 0, drains: 0 },
  ...{ shown: 0, lag: 0, paused: 0, undo: 0, whole: 0, edited: 0, after: 0, alone: 0 },
};

/** Counts the trials in one history: entries, sends, cancellations, ends, and pairs of entries in a lane. */
export function trialsOf(history: History): Trials {
  const facts = [...factsOf(history.events).values()];
  const { healthyLanes } = history;
  const lanes = new Map<string, number>();
  let pairs = 0;
  for (const { owner, lane, applied } of facts) {
    if (applied.length === 0) continue;
    const before = lanes.get(`${owner} ${lane}`) ?? 0;
    pairs += before;
    lanes.set(`${owner} ${lane}`, before + 1);
  }
  return {
    kept: facts.filter(({ acknowledged }) => acknowledged !== undefined).length,
    once: facts.filter(({ applied }) => applied.length > 0).length,
    order: pairs,
    owner: history.events.filter(({ type }) => type === 'sent').length,
    cancelled: facts.filter(({ cancelled }) => cancelled !== undefined).length,
    refused: facts.filter(({ refused }) => refused).length,
    terminal: history.events.filter(({ type }) => type === 'ended').length,
    drains: history.healthy ? 1 : 0,
    shown: history.stale ? 1 : 0,
    paused: history.events.filter(({ type }) => type === 'paused').length,
    undo: facts.filter(({ undoMs }) => undoMs > 0).length,
    after: facts.filter(({ after, applied }) => after.length > 0 && applied.length > 0).length,
    edited: facts.filter(({ edits, applied }) => edits.size > 1 && applied.length > 0).length,
    whole: facts.filter(({ applied }) => applied.length > 0).length,
    alone: history.overlaps ? history.events.filter(({ type }) => type === 'sent').length : 0,
    lag: facts.filter(({ lane }) => healthyLanes?.has(lane)).length,
  };
}

export function addTrials(a: Trials, b: Trials): Trials {
  const names = Object.keys(noTrials) as Promised[];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)])) as Record<
    Promised,
    number
  >;
}
