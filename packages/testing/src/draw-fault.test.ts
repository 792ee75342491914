import { expect, it } from 'vitest';
import { drawFault, requestShape } from './draw-fault.ts';

it('draws the same for the same seed, request and turn, in any order', () => {
  const all = [1, 2, 3].map((nth) => drawFault(7, 'GET /notes', nth));
  expect([3, 1, 2].map((nth) => drawFault(7, 'GET /notes', nth))).toEqual([all[2], all[0], all[1]]);
  // Every other runtime has to draw the same numbers.
  expect(all.map((drawn) => drawn.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.960752",
      "0.974199",
      "0.849103",
    ]
  `);
});

it('draws another number for another seed, request or turn', () => {
  const drawn = [
    drawFault(7, 'GET /notes', 1),
    drawFault(8, 'GET /notes', 1),
    drawFault(7, 'PUT /notes', 1),
    drawFault(7, 'GET /notes', 2),
  ];
  expect(new Set(drawn).size).toBe(4);
});

it('hits a share of requests as often as the share says, in every tenth', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let nth = 1; nth <= 20_000; nth += 1) {
    const tenth = Math.floor(drawFault(nth % 13, `GET /notes/${nth % 7}`, nth) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count / 2000 - 1)).toBeLessThan(0.1);
});

it('removes the ids and the query from a request', () => {
  const id = '018f5c2e-7b1a-7c3d-8e4f-001122334455';
  expect(requestShape('PUT', `/api/characters/${id}/notes?after=3`)).toBe(
    'PUT /api/characters/:id/notes',
  );
  expect(requestShape('GET', '/api/notes/42')).toBe('GET /api/notes/:id');
});
