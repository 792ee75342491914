import { Failure, isFailure, RENDER_FAILED, type Severity } from '@holdfast/core';

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
