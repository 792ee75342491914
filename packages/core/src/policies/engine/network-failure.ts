import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { networkReason } from '../../failures/naming/network-reason.ts';

/** Names an error in which a runtime says why the network failed. */
export function networkFailure(cause: unknown): Failure | undefined {
  const reason = networkReason(cause);
  return reason && new Failure(NETWORK_FAILED, { ...reason, cause });
}
