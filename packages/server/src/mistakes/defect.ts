import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

/**
 * A mistake in the code of the app, with one sentence that says what to do. Its stack leads to the wrong call. Give a
 * cause only when the stack of the cause leads there.
 */
export function defect(remedy: string, cause?: unknown): Failure {
  return new Failure(catalogue.DEFECT, {
    effect: 'none',
    details: { remedy },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Throws `DEFECT` with that sentence unless the app's call fits. */
export function refuseUnless(fits: boolean, remedy: string): asserts fits {
  if (!fits) throw defect(remedy);
}
