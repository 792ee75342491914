import { Failure, isFailure } from '@holdfast/core';
import type { Severity } from '@holdfast/core/parts';
import { RENDER_FAILED } from '@holdfast/core/failures';

/** A value thrown while rendering, in a box, because code can throw `null` and `undefined`, too. */
export interface Caught {
  readonly thrown: unknown;
  /** Its name, once it was needed. */
  failure?: Failure;
}

/** The failure that a boundary shows for a thrown value. A thrown `Failure` stays itself. */
export function toRenderFailure({ thrown }: Caught, severity: Severity = 'critical'): Failure {
  if (isFailure(thrown)) return thrown;
  return new Failure({ ...RENDER_FAILED, severity }, { cause: thrown });
}
