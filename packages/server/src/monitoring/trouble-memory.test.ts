import { expect, it } from 'vitest';
import { createTroubleMemory } from './trouble-memory.ts';

it('a trouble is remembered until the event about its operation has come', () => {
  const memory = createTroubleMemory();
  memory.remember('a');
  expect([memory.forget('a'), memory.forget('a'), memory.forget('b')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('of more than a thousand troubles at a time, the oldest is forgotten', () => {
  const memory = createTroubleMemory();
  for (let at = 0; at < 1_000; at += 1) memory.remember(`i${at}`);
  // One that it knows makes no other one go.
  memory.remember('i999');
  memory.remember('i1000');
  expect([memory.forget('i0'), memory.forget('i1'), memory.forget('i1000')]).toEqual([
    ...[false, true, true],
  ]);
});
