import { expect, it } from 'vitest';
import { judgeArrivals } from './judge-arrivals.ts';
import type { Arrival } from './targets/target.ts';

const arrived = (key: string, n: number, topic = 'notes'): Arrival => ({
  ...{ topic, key, id: `${key} ${n}`, body: { n, kind: 'good' } },
});
const notes = new Map([
  ['a', 3],
  ['b', 1],
]);

it.each([
  [
    'nothing where all is well',
    [
      ['b', 1],
      ['a', 1],
      ['a', 2],
      ['a', 3],
    ],
    {},
  ],
  [
    'an event that never came',
    [
      ['a', 1],
      ['a', 2],
      ['b', 1],
    ],
    { lost: 1 },
  ],
  [
    'an event that came late',
    [
      ['a', 2],
      ['a', 1],
      ['a', 3],
      ['b', 1],
    ],
    { outOfOrder: 1 },
  ],
  [
    'a repeat, and no more',
    [
      ['a', 1],
      ['a', 2],
      ['a', 1],
      ['a', 3],
      ['b', 1],
    ],
    { repeats: 1 },
  ],
  [
    'an event that was never committed',
    [
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ['b', 1],
      ['b', 2],
    ],
    { invented: 1 },
  ],
] as const)('the judge reports %s', (_, list, found) => {
  expect(
    judgeArrivals(
      notes,
      list.map(([key, n]) => arrived(key, n)),
    ),
  ).toMatchObject({
    ...{ lost: 0, outOfOrder: 0, repeats: 0, invented: 0, events: 4, ...found },
  });
});

it('the judge looks for an event among the dead as well', () => {
  const arrivals = [
    arrived('a', 1),
    arrived('a', 3),
    arrived('a', 2, 'notes.dead'),
    arrived('b', 1),
  ];
  expect(judgeArrivals(notes, arrivals)).toMatchObject({ lost: 0, dead: 1, effects: 3 });
});

it('the judge names an event that is dead and had arrived', () => {
  const arrivals = [
    ...[1, 2, 3].map((n) => arrived('a', n)),
    arrived('a', 2, 'notes.dead'),
    arrived('b', 1),
  ];
  const judged = judgeArrivals(notes, arrivals);
  expect(judged).toMatchObject({ lost: 0, dead: 1, deadArrived: 1, effects: 4 });
});
