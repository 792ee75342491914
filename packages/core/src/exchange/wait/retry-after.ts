import { parseHttpDate } from './http-date.ts';
import { readWaitMs, UNREADABLE_WAIT_MS } from '../foreign/wait-text.ts';

type Headers = Readonly<Record<string, string>>;

/** The wait that a server asked for, or the header in which it said something that makes no sense. */
export type SaidWait = { readonly ms: number } | { readonly unreadable: string };

/** What the clock of the server said when it answered; without that, what ours says. */
export function theirNow(headers: Headers, now: number): number {
  return parseHttpDate(headers['date']?.trim() ?? '', now) ?? now;
}

/**
 * How long a server asks to wait: `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110
 * §10.2.3), measured against the answer's own `Date`, since the client's clock may be wrong. Other forms are
 * obeyed as well when they can be read. `undefined` when the server does not ask.
 */
export function saidWait(headers: Headers, now: number): SaidWait | undefined {
  const from = theirNow(headers, now);
  return first(
    sayWait(headers, 'retry-after-ms', 1, from),
    sayWait(headers, 'retry-after', 1000, from),
  );
}

/** The first that can be read; without one, the first that cannot. */
export function first(...said: readonly (SaidWait | undefined)[]): SaidWait | undefined {
  return said.find((wait) => wait && 'ms' in wait) ?? said.find((wait) => wait);
}

/** The wait in milliseconds, long where it cannot be read. */
export function waitMsOf(said: SaidWait | undefined): number | undefined {
  return said && ('ms' in said ? said.ms : UNREADABLE_WAIT_MS);
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
