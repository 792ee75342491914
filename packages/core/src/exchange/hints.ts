import type { RetryAdvice } from '../failures/failure-kind.ts';
import { limitWaitMs } from './rate-limit-hint.ts';
import { askedWaitMs, theirNow } from './retry-after.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to wait, in milliseconds: what it says outright (`askedWaitMs`),
 * else what it says of its rate limit. `undefined` when there is no hint or it makes no sense.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return askedWaitMs(headers, now) ?? limitWaitMs(headers, theirNow(headers, now));
}

/** What the server says about trying again (`x-should-retry`); it knows better than the status does. */
export function retryAdvice(headers: Headers): RetryAdvice | undefined {
  const said = headers['x-should-retry']?.trim();
  if (said === 'true') return 'later';
  return said === 'false' ? 'never' : undefined;
}
