import { expect, it } from 'vitest';
import { normalTail } from './normal-tail.ts';

it.each([
  [0, 0.5],
  [1, 0.158_655_253_931],
  [-1, 0.841_344_746_069],
  [1.959_963_984_54, 0.025],
  [2.999_999, 0.001_349_902_464],
  [3, 0.001_349_898_032],
  [5, 2.866_515_719e-7],
  [10, 7.619_853_024e-24],
])('knows the share of a normal distribution above %d', (x, above) => {
  expect(normalTail(x) / above).toBeCloseTo(1, 7);
});
