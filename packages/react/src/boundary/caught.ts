import type { Failure } from '@holdfast/core';

/** One caught error. It has an object of its own, because code can throw `null`, and the same value twice. */
export interface Caught {
  readonly error: unknown;
  /** Its name, once a part of the boundary, a fallback or a report needed it. */
  failure?: Failure;
}
