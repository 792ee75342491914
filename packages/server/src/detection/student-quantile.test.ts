import { expect, it } from 'vitest';
import { studentQuantile } from './student-quantile.ts';

it.each([
  [0.9, 2, 1.885_618],
  [0.9, 10, 1.372_184],
  [0.975, 2, 4.302_653],
  [0.9, 1000, 1.282_399],
])("knows the quantiles of Student's distribution: %d with %d degrees", (chance, freedom, at) => {
  expect(studentQuantile(chance, freedom)).toBeCloseTo(at, 5);
});
