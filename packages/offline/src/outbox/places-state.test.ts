import { describe, expect, it } from 'vitest';
import { crowdAt, firstToGiveWay, roomFor, slowInMs, type Flight } from './places-state.ts';

const rules = { parallel: 4, parallelMost: 8, slowMs: 500 };
const flights = (count: number, startedAt: number, wasSilent = false): readonly Flight[] =>
  Array.from({ length: count }, () => ({
    ...{ startedAt, wasSilent },
    ...{ origin: 'https://slow.example', mayGiveWay: true },
  }));

/** How many lanes that were silent last time may begin at new origins. */
const placesOfSilent = (held: readonly Flight[], now: number, those = rules): number => {
  const all = [...held];
  for (let places = 0; ; places += 1) {
    const flight = { ...to(`https://${places}.example`, true), startedAt: now, mayGiveWay: true };
    if (crowdAt(flight, all, now, those)) return places;
    all.push(flight);
  }
};

const to = (origin: string, wasSilent = false) => ({ origin, wasSilent });

describe('the places of sends', () => {
  it.each([
    ['are all free at first', [], 4, 2],
    ['are taken by sends that are not slow yet', flights(4, 600), 0, 2],
    ['are given up by slow ones', flights(4, 500), 4, 2],
    ['are never more than there are at most', flights(7, 0), 1, 1],
    ['can all be taken, and one lane is still looked for', flights(8, 0), 1, 0],
    ['are half for lanes that were silent', flights(2, 600, true), 2, 0],
    ['are half for them in all too', flights(4, 0, true), 4, 0],
  ])('%s', (_title, held, room, silent) => {
    expect(roomFor(held, 1_000, rules)).toBe(room);
    expect(placesOfSilent(held, 1_000)).toBe(silent);
  });

  it('are at least `parallel`, also when `parallelMost` is smaller', () => {
    const few = { ...rules, parallelMost: 1 };
    expect([roomFor([], 0, few), placesOfSilent([], 0, few)]).toEqual([4, 2]);
    const one = { ...rules, parallel: 1 };
    expect([roomFor([], 0, one), placesOfSilent([], 0, { ...one, parallelMost: 1 })]).toEqual([
      1, 1,
    ]);
  });

  it('are half for lanes that were silent, and at least one', () => {
    const few = { parallel: 2, parallelMost: 2, slowMs: 500 };
    expect(placesOfSilent([], 0, few)).toBe(1);
  });

  it('are free again when the next send becomes a slow one', () => {
    expect(slowInMs([...flights(1, 900), ...flights(1, 700)], 1_000, rules)).toBe(200);
    expect(slowInMs(flights(3, 100), 1_000, rules)).toBe(Infinity);
  });

  it('are five at one origin, so that browsers open a connection for the page itself', () => {
    const at = (origin: string, held: readonly Flight[], wasSilent = false, those = rules) =>
      crowdAt(to(`https://${origin}.example`, wasSilent), held, 1_000, those);
    const held = flights(5, 0);
    expect(at('slow', flights(4, 0))).toBeUndefined();
    expect(at('slow', held)).toEqual(held);
    expect(at('slow', flights(3, 0), true)).toHaveLength(3);
    expect(at('other', held)).toBeUndefined();
    expect(at('other', flights(8, 0))).toHaveLength(8);
    expect(at('slow', flights(6, 0), false, { ...rules, parallel: 7 })).toBeUndefined();
  });

  it('are given up by the longest sends except two, and by no send that cannot be repeated', () => {
    const held = [...flights(1, 200), ...flights(2, 100)];
    expect(firstToGiveWay(held)).toBe(held[0]);
    expect(firstToGiveWay(held.slice(1))).toBeUndefined();
    const more = [...flights(1, 300), ...held];
    expect(firstToGiveWay(more)).toBe(held[0]);
    const once = held.map((flight) => ({ ...flight, mayGiveWay: false }));
    expect(firstToGiveWay(once)).toBeUndefined();
  });
});
