import { Failure, isFailure } from '@holdfast/core';
import type { Severity } from '@holdfast/core/parts';
import { RENDER_FAILED } from '@holdfast/core/failures';

/** Something thrown while rendering, boxed, since `null` and `undefined` can be thrown too. */
export interface Caught {
  readonly thrown: unknown;
  readonly incidentId: string;
}

/** The name of what a boundary caught. A thrown `Failure` stays itself. */
export function toRenderFailure({ thrown, incidentId }: Caught, severity: Severity): Failure {
  if (isFailure(thrown)) return thrown;
  return new Failure({ ...RENDER_FAILED, severity }, { cause: thrown, incidentId });
}
