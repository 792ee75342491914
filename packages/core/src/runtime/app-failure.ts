import { Failure, isFailure, withContext, type FailureInit } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { toFailure } from '../failures/naming/to-failure.ts';

/**
 * Names an error that the app's own code threw before anything was sent: a schema, `request`, `lane`, `cost`, a
 * policy. A `Failure` of the app stays as it is. An error without a name is a `DEFECT`. Nothing happened on the
 * server.
 */
export function appFailure(
  thrown: unknown,
  known: Pick<FailureInit, 'requestId' | 'incidentId'>,
): Failure {
  const { requestId, incidentId } = known;
  const init = { requestId, incidentId, effect: 'none' } as const;
  try {
    const failure = toFailure(thrown, init);
    if (failure.code === 'UNKNOWN' && !isFailure(thrown)) {
      return new Failure(DEFECT, { ...init, cause: thrown });
    }
    const isKnown =
      failure.effect === 'none' && (incidentId ?? failure.incidentId) === failure.incidentId;
    return isKnown ? failure : withContext(failure, init);
  } catch {
    // The value looks like a failure and throws when it is read.
    return new Failure(DEFECT, init);
  }
}
