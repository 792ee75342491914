import type { Play } from './play-schedule.ts';
import { type Schedule, TARGETS } from './schedule.ts';

/** The findings of a play. Each list holds one line for each violation. */
export interface Account {
  readonly fires: number;
  /** Fires and ends of which a receiver should have heard exactly once, and did not. */
  readonly lost: readonly string[];
  /** Notices sent again, although the receiver's answer to the first had arrived. */
  readonly doubled: readonly string[];
  /**
   * Notices that came again after a lost answer, a death or a standstill. A webhook can only promise at least once.
   */
  readonly repeats: number;
  /** Milliseconds from the first failure to the first notice, where no server died and no receiver refused. */
  readonly quietMs: readonly number[];
  /** The same for the others. */
  readonly hardMs: readonly number[];
}

/** A death or an outage this near to a fire may hold up its notice. */
const NEAR_MS = 60_000;

export function judgePlay(play: Play): Account {
  const { schedule, startedAt, deliveries, history, frozenAt, isEndless } = play;
  const at = `seed ${schedule.seed}`;
  if (isEndless) {
    const doubled = [`${at}: receivers were told without end`];
    return {
      fires: firesOf(schedule),
      lost: [],
      doubled,
      repeats: 0,
      quietMs: [],
      hardMs: [],
    };
  }
  const lost: string[] = [];
  const doubled: string[] = [];
  const [quietMs, hardMs]: number[][] = [[], []];
  let repeats = 0;

  const due = dueOf(schedule);
  for (const [key, begins] of due) {
    for (const what of ['fired', 'resolved'] as const) {
      const count = history.filter((one) => one.fingerprint === key && one.what === what).length;
      if (count !== begins.length)
        lost.push(`${at}: ${key} ${what} ${count} times, not ${begins.length}`);
    }
    // An alert that an administrator acknowledged within its group wait sends no notice.
    const isInHand = (episode: number): boolean => {
      const events = history.filter((one) => one.fingerprint === key && one.episode === episode);
      return (
        events.find(({ what }) => what === 'told' || what === 'acknowledged')?.what ===
        'acknowledged'
      );
    };
    for (const target of TARGETS) {
      const told = deliveries.filter((one) => one.key === key && one.target === target);
      const first = told.filter(
        ({ id }, place) => told.findIndex((one) => one.id === id) === place,
      );
      const states = first.map(({ state }) => state).filter((state) => state !== 'acknowledged');
      const expected = begins.flatMap((_, place) =>
        isInHand(place + 1) ? [] : ['firing', 'resolved'],
      );
      if (states.join() !== expected.join())
        lost.push(`${at}: ${target} was told ${states.join()} of ${key}, not ${expected.join()}`);
      for (const [place, one] of told.entries()) {
        const before = told.slice(0, place).findLast(({ id }) => id === one.id);
        if (!before) continue;
        // A server that stood still between a notice and its record cannot know that another server sent it meanwhile.
        const isUnsure = before.by.isDead() || before.by.hasFrozen() || one.by.hasFrozen();
        if (before.isCut || isUnsure) repeats += 1;
        else doubled.push(`${at}: ${target} was told ${one.id} again`);
      }
      for (const [place, began] of begins.entries()) {
        const skipped = begins.slice(0, place).filter((_, index) => isInHand(index + 1)).length;
        const fire = first.filter(({ state }) => state === 'firing')[place - skipped];
        if (!fire || isInHand(place + 1)) continue;
        const isHard =
          [
            ...schedule.deaths.map((one) => one.at),
            ...frozenAt.map((time) => time - startedAt),
          ].some((time) => time > began - NEAR_MS && time < began + NEAR_MS) ||
          schedule.outages.some(
            (one) =>
              one.target === target && one.to > began - NEAR_MS && one.from < began + NEAR_MS,
          );
        (isHard ? hardMs : quietMs)?.push(fire.at - startedAt - began);
      }
    }
  }
  return {
    fires: firesOf(schedule),
    lost,
    doubled,
    repeats,
    quietMs: quietMs ?? [],
    hardMs: hardMs ?? [],
  };
}

/** When each alert has to begin, by its fingerprint. */
function dueOf({ troubles, newFailures }: Schedule): ReadonlyMap<string, readonly number[]> {
  const due = new Map<string, readonly number[]>();
  for (const { operation, bursts } of troubles) {
    const key = `failures|operation=${operation}`;
    due.set(key, [...(due.get(key) ?? []), bursts[0]?.from ?? 0]);
  }
  for (const { operation, counts } of newFailures) {
    due.set(`new-failures|operation=${operation}`, [counts[1] ?? 0]);
  }
  return due;
}

const firesOf = (schedule: Schedule): number =>
  [...dueOf(schedule).values()].reduce((total, begins) => total + begins.length, 0);
