import { failureOf } from '../failures/failure-of.ts';
import { Failure, withContext, type FailureInit } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import type { Naming } from '../failures/naming/as-failure.ts';

/**
 * Names an error that the app's own code threw before anything was sent: a schema, `request`, `lane`, `cost`, a
 * policy. A `Failure` of the app stays as it is. An error that `toFailure` does not know is a `DEFECT`. Nothing
 * happened on the server.
 */
export function appFailure(
  thrown: unknown,
  known: Pick<FailureInit, 'requestId' | 'incidentId'>,
  toFailure?: Naming,
): Failure {
  const { requestId, incidentId } = known;
  const init = { requestId, incidentId, effect: 'none' } as const;
  try {
    const carried = failureOf(thrown);
    const failure = carried ?? toFailure?.(thrown, init);
    if (!failure || (!carried && failure.code === 'UNKNOWN')) {
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
