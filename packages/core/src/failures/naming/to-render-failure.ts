import { Failure, isFailure, type FailureInit } from '../failure.ts';
import { HYDRATION_FAILED, RENDER_FAILED } from '../kinds/runtime.ts';

type Known = Omit<FailureInit, 'cause' | 'details'>;

/** Names what a component threw while rendering or in an effect; a `Failure` stays itself. */
export function toRenderFailure(thrown: unknown, init: Known = {}): Failure {
  return isFailure(thrown) ? thrown : new Failure(RENDER_FAILED, { ...init, cause: thrown });
}

/** Names what React recovered from by rendering again what the server had rendered. */
export function toHydrationFailure(thrown: unknown, init: Known = {}): Failure {
  return isFailure(thrown) ? thrown : new Failure(HYDRATION_FAILED, { ...init, cause: thrown });
}
