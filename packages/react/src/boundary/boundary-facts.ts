import type { Failure } from '@holdfast/core';
import type { BoundaryRetry } from './retry/retry-state.ts';

/** The facts about the boundary that a fallback gets when the boundary has a `name` or `parts`. */
export interface BoundaryFacts {
  /** The name of the boundary, as the user knows the part. */
  readonly name?: string | undefined;
  /** The thrown value as a failure. Its `incidentId` is the one that telemetry has. */
  readonly failure?: Failure | undefined;
  /** The next step of `autoRetry`. */
  readonly retry?: BoundaryRetry | undefined;
}
