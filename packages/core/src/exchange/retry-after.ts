import { parseHttpDate } from './http-date.ts';
import { wholeNumber } from './whole-number.ts';

type Headers = Readonly<Record<string, string>>;

/** What the clock of the server said when it answered; without that, what ours says. */
export function theirNow(headers: Headers, now: number): number {
  return parseHttpDate(headers['date']?.trim() ?? '', now) ?? now;
}

/**
 * How long a server asks to wait, in milliseconds: `retry-after-ms`, else `Retry-After` in seconds or as
 * an HTTP-date (RFC 9110 §10.2.3), measured against the answer's own `Date`, since the client's clock may
 * be wrong. `undefined` when it does not ask, or for nothing that makes sense.
 */
export function askedWaitMs(headers: Headers, now: number): number | undefined {
  const said = headers['retry-after'];
  const seconds = wholeNumber(said);
  const from = theirNow(headers, now);
  const until = parseHttpDate(said?.trim() ?? '', from);
  return (
    wholeNumber(headers['retry-after-ms']) ??
    (seconds === undefined ? undefined : seconds * 1000) ??
    (until === undefined ? undefined : Math.max(0, until - from))
  );
}
