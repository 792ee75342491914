import { describe, expect, it } from 'vitest';
import { roomFor, slowInMs, type Flight } from './places-state.ts';

const rules = { parallel: 4, parallelMost: 8, slowMs: 500 };
const flights = (count: number, startedAt: number, wasSilent = false): readonly Flight[] =>
  Array.from({ length: count }, () => ({ startedAt, wasSilent }));

describe('the places of sends', () => {
  it.each([
    ['are all free at first', [], { all: 4, silent: 2 }],
    ['are taken by sends that are not slow yet', flights(4, 600), { all: 0, silent: 2 }],
    ['are given up by slow ones', flights(4, 500), { all: 4, silent: 2 }],
    ['are never more than there are at most', flights(7, 0), { all: 1, silent: 2 }],
    ['can all be taken', flights(8, 0), { all: 0, silent: 2 }],
    ['are half for lanes that were silent', flights(2, 600, true), { all: 2, silent: 0 }],
    ['are half for them in all too', flights(4, 0, true), { all: 4, silent: 0 }],
  ])('%s', (_title, held, room) => {
    expect(roomFor(held, 1_000, rules)).toEqual(room);
  });

  it('are at least those that were asked for, however few there may be at most', () => {
    expect(roomFor([], 0, { ...rules, parallelMost: 1 })).toEqual({ all: 4, silent: 2 });
    expect(roomFor([], 0, { ...rules, parallel: 1 })).toEqual({ all: 1, silent: 1 });
  });

  it('are free again when the next send becomes a slow one', () => {
    expect(slowInMs([...flights(1, 900), ...flights(1, 700)], 1_000, rules)).toBe(200);
    expect(slowInMs(flights(3, 100), 1_000, rules)).toBeUndefined();
  });
});
