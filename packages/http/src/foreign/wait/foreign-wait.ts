import { firstWait, saidWait, waitMsOf, type SaidWait } from '@holdfast/core/parts';
import { parseHttpDate } from './http-date.ts';
import { limitWait } from './rate-limit-hint.ts';
import { readWaitMs } from './wait-text.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * How long a server that refused asks to wait, in any form that servers use: `retry-after-ms`, else `Retry-After`,
 * measured against the answer's own `Date`, else the wait that follows from its rate limit. `undefined` when it
 * says none of them.
 */
export function foreignWait(headers: Headers, now: number): SaidWait | undefined {
  const from = parseHttpDate(headers['date']?.trim() ?? '', now) ?? now;
  return firstWait(saidWait(headers, from, readWaitMs), limitWait(headers, from));
}

/** The same in milliseconds; a wait that makes no sense is a long one, since the server did ask for one. */
export function foreignWaitMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(foreignWait(headers, now));
}
