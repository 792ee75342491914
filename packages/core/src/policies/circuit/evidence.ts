import type { Failure } from '../../failures/failure.ts';
import type { Attempt } from '../engine/attempt.ts';

/** Whether the end of an attempt blames the server: `false` if the server has answered well, or refused the caller. */
export const evidenceOf = (
  { started, call }: Attempt,
  failure: Failure | undefined,
): boolean | undefined => (failure ? (started && !call.over ? blame(failure) : undefined) : false);

const NOT_ITS_FAULT = /^(OFFLINE|CAPTIVE_PORTAL|SESSION_REFRESH_FAILED)$/;

function blame({ retry, code, status = 500 }: Failure): boolean | undefined {
  if (status >= 500) return (retry !== 'never' && !NOT_ITS_FAULT.test(code)) || undefined;
  // A 407 comes from a proxy, and a 429 may come from any host in front of the server.
  return (status < 400 || status === 407 || status === 429) && undefined;
}
