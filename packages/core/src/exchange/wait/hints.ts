import type { RetryAdvice } from '../../failures/failure-kind.ts';
import { limitWait } from '../foreign/rate-limit-hint.ts';
import { first, saidWait, theirNow, waitMsOf, type SaidWait } from './retry-after.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to wait: its explicit wait (`saidWait`), else the one that follows from
 * its rate limit. `undefined` when it says neither.
 */
export function refusalWait(headers: Headers, now: number): SaidWait | undefined {
  return first(saidWait(headers, now), limitWait(headers, theirNow(headers, now)));
}

/** The same in milliseconds; a wait that makes no sense is a long one, since the server did ask for one. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(refusalWait(headers, now));
}

/** What the server says about trying again (`x-should-retry`); it knows better than the status does. */
export function retryAdvice(headers: Headers): RetryAdvice | undefined {
  const said = headers['x-should-retry']?.trim();
  if (said === 'true') return 'later';
  return said === 'false' ? 'never' : undefined;
}
