/** A small agenda: what happens next, in virtual time. Things of the same moment happen in the order of their planning. */
export interface LightClock {
  now(): number;
  at(delayMs: number, run: () => void): () => void;
  /** Lets the next thing happen. Gives false when there is none before this time. */
  next(until: number): boolean;
}

interface Planned {
  readonly due: number;
  readonly run: () => void;
}

export function createLightClock(): LightClock {
  const planned: Planned[] = [];
  let now = 0;
  return {
    now: () => now,
    at(delayMs, run) {
      const one: Planned = { due: now + Math.max(0, delayMs), run };
      let place = planned.length;
      while (place > 0 && (planned[place - 1]?.due ?? 0) > one.due) place -= 1;
      planned.splice(place, 0, one);
      return () => {
        const found = planned.indexOf(one);
        if (found >= 0) planned.splice(found, 1);
      };
    },
    next(until) {
      const [first] = planned;
      if (!first || first.due > until) return false;
      planned.shift();
      now = first.due;
      first.run();
      return true;
    },
  };
}
