import { abortFailure } from '../failures/abort-failure.ts';
import { Failure, isFailure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { networkReason } from '#network-reason';
import { peek } from '../failures/peek.ts';

/**
 * Names what `fetch` or a body reader threw. Only the caller knows that it was the network, and only
 * its own signal tells an abort from a reset: engines use the name `AbortError` for both. Where the
 * runtime says why, `details.reason` does too; browsers do not.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  if (signal?.aborted) return abortFailure(signal, error);
  if (isFailure(error)) return error;
  if (isNoUrl(error)) return new Failure(DEFECT, { effect: 'none', cause: error });
  return new Failure(NETWORK_FAILED, { ...networkReason(error), cause: error });
}

// Node says that it was given no URL. With a base it was a server that redirected to none.
function isNoUrl(error: unknown): boolean {
  const cause = peek(error, 'cause');
  return peek(cause, 'code') === 'ERR_INVALID_URL' && peek(cause, 'base') === undefined;
}
