import { firstWait, saidWait, waitMsOf, type SaidWait } from '@holdfast/core/parts';
import { parseHttpDate } from './http-date.ts';
import { limitWait } from './rate-limit-hint.ts';
import { readWaitMs } from './wait-text.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to wait, in any form that servers use: `retry-after-ms`, else `Retry-After`,
 * measured against the answer's own `Date`, else the wait that follows from its rate limit. `undefined` when the
 * server sends none of them.
 */
export function foreignWait(headers: Headers, now: number): SaidWait | undefined {
  const from = parseHttpDate(headers['date']?.trim() ?? '', now) ?? now;
  return firstWait(saidWait(headers, from, readWaitMs), limitWait(headers, from));
}

/** The wait in milliseconds. A wait that cannot be read counts as a long one, because the server did ask to wait. */
export function foreignWaitMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(foreignWait(headers, now));
}
