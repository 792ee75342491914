import { first, waitMsOf, type SaidWait } from '../wait/said-wait.ts';
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
  return first(
    sayWait(headers, 'retry-after-ms', 1, from),
    sayWait(headers, 'retry-after', 1000, from),
    limitWait(headers, from),
  );
}

/** The same in milliseconds; a wait that makes no sense is a long one, since the server did ask for one. */
export function foreignWaitMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(foreignWait(headers, now));
}

function sayWait(
  headers: Headers,
  name: string,
  unitMs: number,
  now: number,
): SaidWait | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const ms = readWaitMs(text, unitMs, now);
  return ms === undefined ? { unreadable: name } : { ms };
}
