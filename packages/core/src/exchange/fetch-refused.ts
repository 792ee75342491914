import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { peekText } from '../failures/peek.ts';

// Chromium and Firefox put the function before what they say of its arguments, and nothing else.
const BEGINNING = /^(?:Failed to execute 'fetch' on |(?:Window|WorkerGlobalScope)\.fetch: )/;

/** The caller's own mistake where an engine refused the arguments of `fetch`: nothing was sent. */
export function refusedFailure(error: unknown): Failure | undefined {
  return BEGINNING.test(peekText(error, 'message'))
    ? new Failure(DEFECT, { effect: 'none', cause: error })
    : undefined;
}
