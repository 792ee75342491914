import type { RetryAdvice } from '../failures/failure-kind.ts';
import { parseHttpDate } from './http-date.ts';
import { limitWaitMs, wholeNumber } from './rate-limit-hint.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to wait, in milliseconds: `retry-after-ms`, else `Retry-After` in
 * seconds or as an HTTP-date (RFC 9110 §10.2.3), else what it says of its rate limit. Points in time are
 * measured against the answer's own `Date`, since the client's clock may be wrong. `undefined` when
 * there is no hint or it makes no sense.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const theirNow = parseHttpDate(headers['date']?.trim() ?? '', now) ?? now;
  const seconds = wholeNumber(headers['retry-after']);
  const until = parseHttpDate(headers['retry-after']?.trim() ?? '', theirNow);
  return (
    wholeNumber(headers['retry-after-ms']) ??
    (seconds === undefined ? undefined : seconds * 1000) ??
    (until === undefined ? undefined : Math.max(0, until - theirNow)) ??
    limitWaitMs(headers, theirNow)
  );
}

/** What the server says about trying again (`x-should-retry`); it knows better than the status does. */
export function retryAdvice(headers: Headers): RetryAdvice | undefined {
  const said = headers['x-should-retry']?.trim();
  if (said === 'true') return 'later';
  return said === 'false' ? 'never' : undefined;
}
