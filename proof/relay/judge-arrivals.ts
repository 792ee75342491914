import type { NoteBody } from './notes.ts';
import type { Arrival } from './targets/target.ts';

export interface Judgement {
  readonly events: number;
  readonly arrivals: number;
  /** Committed and never arrived, neither on their topic nor among the dead. */
  readonly lost: number;
  /** Arrived for the first time after a later one of their key. */
  readonly outOfOrder: number;
  /** Arrived, and no committed note belongs to them. */
  readonly invented: number;
  /** Arrived again under an id that was seen before. */
  readonly repeats: number;
  /** Effects of a receiver that remembers ids. */
  readonly effects: number;
  readonly dead: number;
  /**
   * Dead, although it arrived. A relay cannot know that an event arrived when it was under way each time its process
   * ended.
   */
  readonly deadArrived: number;
}

/** Compares the committed events with those that arrived, key by key. `notes` holds the number of notes of each key. */
export function judgeArrivals(
  notes: ReadonlyMap<string, number>,
  arrivals: readonly Arrival[],
): Judgement {
  const seen = new Set<string>();
  const last = new Map<string, number>();
  const dead = new Set<string>();
  let [outOfOrder, invented, repeats, effects] = [0, 0, 0, 0];
  for (const { topic, key, id, body } of arrivals) {
    const { n } = body as NoteBody;
    if (topic.endsWith('.dead')) {
      dead.add(`${key} ${n}`);
      continue;
    }
    if (seen.has(id)) {
      repeats += 1;
      continue;
    }
    seen.add(id);
    effects += 1;
    if (id !== `${key} ${n}` || n > (notes.get(key) ?? 0)) invented += 1;
    if (n < (last.get(key) ?? 0)) outOfOrder += 1;
    last.set(key, Math.max(n, last.get(key) ?? 0));
  }
  let [events, lost, deadArrived] = [0, 0, 0];
  for (const [key, count] of notes) {
    events += count;
    for (let n = 1; n <= count; n += 1) {
      const id = `${key} ${n}`;
      if (!seen.has(id) && !dead.has(id)) lost += 1;
      if (seen.has(id) && dead.has(id)) deadArrived += 1;
    }
  }
  return {
    ...{ events, arrivals: arrivals.length, lost, outOfOrder, invented, repeats, effects },
    ...{ dead: dead.size, deadArrived },
  };
}
