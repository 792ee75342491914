import { expect, it } from 'vitest';
import { placeNodes } from './place-nodes.ts';
import { shownPart } from './shown-part.ts';
import { keptStop, nextStop, type Stop } from './walk-state.ts';

const edge = (id: string, fromId: string, toId: string, weight = 3) => ({
  ...{ id, fromId, toId, weight },
});
const edges = [edge('ab', 'a', 'b'), edge('ca', 'c', 'a'), edge('bc', 'b', 'c')];
const graph = { nodes: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], edges };
const node = (id: string): Stop => ({ kind: 'node', id });
const on = (id: string, from: string): Stop => ({ kind: 'edge', id, from });

it.each<[Stop, key: string, Stop]>([
  [node('a'), 'ArrowRight', node('b')],
  [node('a'), 'ArrowLeft', node('c')],
  [node('a'), 'ArrowUp', node('a')],
  [node('a'), 'ArrowDown', on('ab', 'a')],
  [on('ab', 'a'), 'ArrowDown', on('ca', 'a')],
  [on('ca', 'a'), 'ArrowDown', on('ca', 'a')],
  [on('ca', 'a'), 'ArrowUp', on('ab', 'a')],
  [on('ab', 'a'), 'ArrowUp', node('a')],
  [on('ca', 'a'), 'ArrowRight', node('c')],
  [on('ca', 'a'), 'ArrowLeft', node('a')],
  [on('ca', 'a'), 'Home', node('a')],
  [node('a'), 'End', node('c')],
  [node('a'), 'x', node('a')],
])('from %j, %s leads to %j', (stop, key, next) => {
  expect(nextStop(stop, key, graph)).toEqual(next);
});

it('goes to the first node when the place of the keyboard is gone from the graph', () => {
  expect(keptStop(on('gone', 'a'), graph)).toEqual(node('a'));
  expect(keptStop(on('ab', 'a'), graph)).toEqual(on('ab', 'a'));
  expect(keptStop(undefined, { nodes: [], edges: [] })).toBeUndefined();
});

it('shows a small graph whole, and of a large one the nearest to the chosen node', () => {
  expect([...shownPart(edges, 3).nodes]).toEqual(['a', 'b', 'c']);
  const star = ['1', '2', '3', '4'].map((to, at) => edge(`s${to}`, 's', to, at + 1));
  const far = [edge('1x', '1', 'x'), edge('xy', 'x', 'y')];
  const all = [...star, ...far];
  // The node with most edges, with the heaviest of them.
  const busiest = shownPart(all, 3);
  expect([[...busiest.nodes], busiest.of]).toEqual([['s', '4', '3'], 7]);
  const chosen = shownPart(all, 4, 'y');
  expect([...chosen.nodes]).toEqual(['y', 'x', '1', 's']);
  expect(chosen.edges.map(({ id }) => id)).toEqual(['s1', '1x', 'xy']);
});

it('places the same graph in the same way each time, inside of its room and no two on one place', () => {
  const ids = Array.from({ length: 40 }, (_, at) => `${at}`);
  const pairs = ids.slice(1).map((id, at) => edge(id, id, `${Math.floor(at / 2)}`));
  const room = { width: 560, height: 520, margin: { x: 30, y: 30 } };
  const places = placeNodes(ids, pairs, room);
  expect(placeNodes(ids, pairs, room)).toEqual(places);
  const all = [...places.values()];
  for (const [at, { x, y }] of all.entries()) {
    expect([x >= 30, x <= 530, y >= 30, y <= 490]).toEqual([true, true, true, true]);
    for (const other of all.slice(at + 1)) {
      expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThan(24);
    }
  }
});
