import { expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { CONFLICT } from './kinds/http.ts';
import { toHydrationFailure, toRenderFailure } from './to-render-failure.ts';

it.each([
  [toRenderFailure, 'RENDER_FAILED'],
  [toHydrationFailure, 'HYDRATION_FAILED'],
] as const)('%o names whatever a component threw, and a failure stays as it is', (name, code) => {
  const thrown = new TypeError('no');
  expect(name(thrown, { incidentId: 'i' })).toMatchObject({ code, cause: thrown, incidentId: 'i' });
  expect(name(null)).toMatchObject({ code, cause: null });
  const failure = new Failure(CONFLICT);
  expect(name(failure)).toBe(failure);
});
