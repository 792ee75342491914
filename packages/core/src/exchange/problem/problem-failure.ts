import { Failure, type FailureInit } from '../../failures/failure.ts';
import { PLAIN_KINDS } from '../answer/plain-status-kinds.ts';
import { kindOfStatus } from '../answer/status-kinds.ts';
import { readRefusal } from './read-refusal.ts';

/**
 * Names a problem that a server sends within a good answer, such as the `error` event of a stream. Without a
 * status it counts as 500.
 */
export function problemFailure(
  problem: unknown,
  known: Pick<FailureInit, 'requestId' | 'incidentId'>,
): Failure {
  const { requestId, incidentId } = known;
  const status = Number(Object(problem).status) || 500;
  const plain = kindOfStatus(status);
  const hints = readRefusal(problem, { status, plain, kinds: PLAIN_KINDS });
  // The issues are left out, because the texts about single values may repeat them.
  const { kind = plain, details, retryAfterMs } = hints;
  return new Failure(kind, { requestId, incidentId, status, retryAfterMs, details });
}
