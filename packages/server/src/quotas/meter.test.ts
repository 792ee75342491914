import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createMeter } from './meter.ts';

it('adds up the use of a key, up to its limit, until its window is over', async () => {
  const platform = createVirtualPlatform();
  const meter = createMeter({ windowMs: 1000, platform });
  expect(meter.take('a', 3, 5)).toEqual({ taken: true });
  await platform.advance(400);
  expect(meter.take('a', 3, 5)).toEqual({ taken: false, retryAfterMs: 600 });
  expect(meter.take('a', 2, 5)).toEqual({ taken: true });
  expect(meter.take('b', 5, 5)).toEqual({ taken: true });
  await platform.advance(600);
  expect(meter.take('a', 5, 5)).toEqual({ taken: true });
});

it('never accepts an amount above the limit', () => {
  const meter = createMeter({ windowMs: 1000, platform: createVirtualPlatform() });
  expect(meter.take('a', 6, 5)).toEqual({ taken: false, retryAfterMs: 1000 });
});

it('counts a limited number of keys, so that strangers cannot fill its memory', () => {
  const meter = createMeter({ maxKeys: 2, platform: createVirtualPlatform() });
  for (const key of ['a', 'b', 'c']) meter.take(key, 1, 1);
  expect(meter.take('b', 1, 1)).toMatchObject({ taken: false });
  expect(meter.take('a', 1, 1)).toEqual({ taken: true });
});

it('does not trust a wall clock that jumps', () => {
  const platform = createVirtualPlatform();
  const meter = createMeter({ platform });
  meter.take('a', 1, 1);
  platform.jumpWallClock(90_000_000);
  expect(meter.take('a', 1, 1)).toMatchObject({ taken: false });
});
