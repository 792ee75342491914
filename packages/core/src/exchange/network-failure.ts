import { abortFailure } from '../failures/abort-failure.ts';
import { Failure, isFailure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { networkReason, noUrlFailure } from '#network-reason';

/**
 * Names what `fetch` or a body reader threw. Only the caller knows that it was the network, and only
 * its own signal tells an abort from a reset: engines use the name `AbortError` for both. Where the
 * runtime says why, `details.reason` does too; browsers do not.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  if (signal?.aborted) return abortFailure(signal, error);
  if (isFailure(error)) return error;
  return (
    noUrlFailure(error) ?? new Failure(NETWORK_FAILED, { ...networkReason(error), cause: error })
  );
}
