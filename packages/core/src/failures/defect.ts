import { Failure } from './failure.ts';
import { DEFECT } from './kinds/runtime.ts';

/** A mistake of the app's own code that Holdfast found before anything was sent, and what to change. */
export function defect(remedy: string | undefined, cause?: unknown): Failure {
  return new Failure(DEFECT, { effect: 'none', details: { remedy }, cause });
}
