import type { Failure } from '../failures/failure.ts';
import type { ConnectivityEvidence } from './connectivity.ts';

/**
 * The evidence that a failed send gives about the way to its server. `undefined` when it proves nothing: the
 * caller aborted the send, or it failed before it was sent or by a defect of the app's own code.
 */
export function evidenceOf({ code, family, status }: Failure): ConnectivityEvidence | undefined {
  if (code === 'ABORTED' || code === 'OFFLINE' || family === 'runtime') return undefined;
  // An answer that is too large or hidden is still an answer.
  if (code.startsWith('ANSWER_')) return 'answered';
  // No answer came in time, or another host gave the answer.
  if (family === 'network' || code === 'TIMEOUT' || code === 'DEADLINE_EXCEEDED')
    return 'unanswered';
  return status === undefined ? undefined : 'answered';
}
