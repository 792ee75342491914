import { failureOf } from '../../failures/failure-of.ts';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { networkReason } from '#network-reason';

/**
 * Names the error that the reader of a body threw. The answer had begun and broke off, so this is network trouble
 * under any error name.
 */
export function cutFailure(error: unknown): Failure {
  return failureOf(error) ?? new Failure(NETWORK_FAILED, { ...networkReason(error), cause: error });
}
