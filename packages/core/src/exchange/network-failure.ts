import { Failure, isFailure } from '../failures/failure.ts';
import { ABORTED, NETWORK_FAILED } from '../failures/kinds/network.ts';

/**
 * Names what `fetch` or a body reader threw. Only the caller knows that it was the network, and only
 * its own signal tells an abort from a reset: engines use the name `AbortError` for both.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  if (!signal?.aborted)
    return isFailure(error) ? error : new Failure(NETWORK_FAILED, { cause: error });
  // A timeout or deadline aborts with its own failure; that one names the cause better.
  return isFailure(signal.reason) ? signal.reason : new Failure(ABORTED, { cause: error });
}
