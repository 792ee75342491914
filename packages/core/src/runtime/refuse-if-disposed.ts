import { Failure } from '../failures/failure.ts';
import { DISPOSED } from '../failures/kinds/policy.ts';
import type { Runtime } from './holdfast-options.ts';

/** Throws `DISPOSED` once the app has disposed of the runtime, so that nothing more is sent. */
export function refuseIfDisposed({ isDisposed }: Pick<Runtime, 'isDisposed'>): void {
  if (isDisposed()) throw new Failure(DISPOSED);
}
