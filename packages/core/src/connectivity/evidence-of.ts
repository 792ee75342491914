import type { Failure } from '../failures/failure.ts';
import type { ConnectivityEvidence } from './connectivity-state.ts';

/**
 * What a failed send proves about the way to its server. `undefined` when nothing: the caller aborted it,
 * or it failed before it was sent or by a defect of the app's own code.
 */
export function evidenceOf({ code, family, status }: Failure): ConnectivityEvidence | undefined {
  if (code === 'ABORTED' || code === 'OFFLINE' || family === 'runtime') return undefined;
  // An answer that is too large or hidden is one.
  if (code.startsWith('ANSWER_')) return 'answered';
  // Nothing came in time, or what came was somebody else's.
  if (family === 'network' || code === 'TIMEOUT' || code === 'DEADLINE_EXCEEDED')
    return 'unanswered';
  return status === undefined ? undefined : 'answered';
}
