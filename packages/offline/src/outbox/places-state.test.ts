import { describe, expect, it } from 'vitest';
import { crowdAt, firstToGiveWay, roomFor, slowInMs, type Flight } from './places-state.ts';

const rules = { parallel: 4, parallelMost: 8, slowMs: 500 };
const flights = (count: number, startedAt: number, wasSilent = false): readonly Flight[] =>
  Array.from({ length: count }, () => ({
    ...{ startedAt, wasSilent },
    ...{ origin: 'https://slow.example', mayGiveWay: true },
  }));

const to = (origin: string, wasSilent = false) => ({ origin, wasSilent });

describe('the places of sends', () => {
  it.each([
    ['are all free at first', [], { all: 4, silent: 2 }],
    ['are taken by sends that are not slow yet', flights(4, 600), { all: 0, silent: 2 }],
    ['are given up by slow ones', flights(4, 500), { all: 4, silent: 2 }],
    ['are never more than there are at most', flights(7, 0), { all: 1, silent: 2 }],
    ['can all be taken, and one lane is still looked for', flights(8, 0), { all: 1, silent: 2 }],
    ['are half for lanes that were silent', flights(2, 600, true), { all: 2, silent: 0 }],
    ['are half for them in all too', flights(4, 0, true), { all: 4, silent: 0 }],
  ])('%s', (_title, held, room) => {
    expect(roomFor(held, 1_000, rules)).toEqual(room);
  });

  it('are at least `parallel`, also when `parallelMost` is smaller', () => {
    expect(roomFor([], 0, { ...rules, parallelMost: 1 })).toEqual({ all: 4, silent: 2 });
    expect(roomFor([], 0, { ...rules, parallel: 1 })).toEqual({ all: 1, silent: 1 });
  });

  it('are free again when the next send becomes a slow one', () => {
    expect(slowInMs([...flights(1, 900), ...flights(1, 700)], 1_000, rules)).toBe(200);
    expect(slowInMs(flights(3, 100), 1_000, rules)).toBeUndefined();
  });

  it('are five at one origin, so that browsers open a connection for the page itself', () => {
    const held = flights(4, 0);
    expect(crowdAt(to('https://slow.example'), held, [], rules)).toBeUndefined();
    expect(crowdAt(to('https://slow.example'), held, ['https://slow.example'], rules)).toEqual(
      held,
    );
    expect(crowdAt(to('https://slow.example', true), flights(3, 0), [], rules)).toHaveLength(3);
    expect(crowdAt(to('https://other.example'), flights(5, 0), [], rules)).toBeUndefined();
    expect(crowdAt(to('https://other.example'), flights(8, 0), [], rules)).toHaveLength(8);
    expect(
      crowdAt(to('https://slow.example'), flights(6, 0), [], { ...rules, parallel: 7 }),
    ).toBeUndefined();
  });

  it('are given up by the longest sends except two, and by no send that cannot be repeated', () => {
    const held = [...flights(1, 200), ...flights(2, 100)];
    expect(firstToGiveWay(held)).toBe(held[0]);
    expect(firstToGiveWay(held.slice(1))).toBeUndefined();
    const once = held.map((flight) => ({ ...flight, mayGiveWay: false }));
    expect(firstToGiveWay(once)).toBeUndefined();
  });
});
