import { Failure } from '../../failures/failure.ts';
import { DEFECT } from '../../failures/kinds/runtime.ts';
import { peekText } from '../../failures/naming/peek.ts';

// Chromium and Firefox begin a message about arguments with the name of the function, and no other message.
const BEGINNING = /^(?:Failed to execute 'fetch' on |(?:Window|WorkerGlobalScope)\.fetch: )/;

/** The failure for arguments that an engine's `fetch` refused: a mistake of the caller. Nothing was sent. */
export function refusedFailure(error: unknown): Failure | undefined {
  return BEGINNING.test(peekText(error, 'message'))
    ? new Failure(DEFECT, { effect: 'none', cause: error })
    : undefined;
}
