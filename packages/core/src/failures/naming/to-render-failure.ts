import { Failure, isFailure, type FailureInit } from '../failure.ts';
import { HYDRATION_FAILED, RENDER_FAILED } from '../kinds/runtime.ts';

type Known = Omit<FailureInit, 'cause' | 'details'>;

/** Names an error that a component threw while rendering or in an effect. A `Failure` stays as it is. */
export function toRenderFailure(thrown: unknown, init: Known = {}): Failure {
  return isFailure(thrown) ? thrown : new Failure(RENDER_FAILED, { ...init, cause: thrown });
}

/** Names an error from which React recovered while it hydrated, by rendering anew. */
export function toHydrationFailure(thrown: unknown, init: Known = {}): Failure {
  return isFailure(thrown) ? thrown : new Failure(HYDRATION_FAILED, { ...init, cause: thrown });
}
