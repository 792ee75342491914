import type { Failure } from '@holdfast/core';
import type { BoundaryRetry } from './retry/retry-state.ts';

/** What a fallback gets about the boundary, when the boundary has a `name` or `parts`. */
export interface BoundaryFacts {
  /** The name of the boundary, as the user knows the part. */
  readonly name?: string | undefined;
  /** The thrown value as a failure. Its `incidentId` is the one that telemetry has. */
  readonly failure?: Failure | undefined;
  /** What `autoRetry` does next. */
  readonly retry?: BoundaryRetry | undefined;
}
