import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { toHydrationFailure, toRenderFailure } from './to-render-failure.ts';

it.each([
  [toRenderFailure, 'RENDER_FAILED'],
  [toHydrationFailure, 'HYDRATION_FAILED'],
] as const)(
  '%o names any value that a component threw, and a failure stays as it is',
  (name, code) => {
    const thrown = new TypeError('no');
    expect(name(thrown, { incidentId: 'i' })).toMatchObject({
      code,
      cause: thrown,
      incidentId: 'i',
    });
    expect(name(null)).toMatchObject({ code, cause: null });
    expect(name(thrown).retry).toBe('never');
    const failure = new Failure(CONFLICT);
    expect(name(failure)).toBe(failure);
  },
);

it('a render failure says that the effects of a broken component may have done something', () => {
  expect(toRenderFailure(new TypeError('no'))).toMatchObject({ retry: 'never', effect: 'unknown' });
});
