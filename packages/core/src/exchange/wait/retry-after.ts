import { first, waitMsOf, type SaidWait } from './said-wait.ts';

type Headers = Readonly<Record<string, string>>;

const NUMBER = /^\d+(?:\.\d+)?$/;
// From here on a number is no wait but a point in time: seconds or milliseconds since 1970.
const FIRST_MOMENT_MS = 1e12;

/**
 * How long a server asks to wait: `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110
 * §10.2.3), measured against the answer's own `Date`, since the client's clock may be wrong. `undefined` when the
 * server does not ask. Other forms are read by `withForeignAnswers` of `@holdfast/http/foreign`.
 */
export function saidWait(headers: Headers, now: number): SaidWait | undefined {
  const from = dateOf(headers['date']) ?? now;
  return first(
    sayWait(headers, 'retry-after-ms', 1, from),
    sayWait(headers, 'retry-after', 1000, from),
  );
}

/** The same in milliseconds; a wait that makes no sense is a long one, since the server did ask for one. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(saidWait(headers, now));
}

function sayWait(
  headers: Headers,
  name: string,
  unitMs: number,
  now: number,
): SaidWait | undefined {
  const text = headers[name]?.trim();
  if (text === undefined) return undefined;
  const date = dateOf(text);
  if (date !== undefined) return { ms: Math.max(0, date - now) };
  if (!NUMBER.test(text)) return { unreadable: name };
  // Without the noise of binary fractions, which would round up to one millisecond more.
  const ms = Math.ceil(Number((Number(text) * unitMs).toPrecision(15)));
  return ms < FIRST_MOMENT_MS ? { ms } : { unreadable: name };
}

/** The HTTP-date that servers write today (RFC 9110 §5.6.7), in milliseconds. */
function dateOf(text = ''): number | undefined {
  const time = Date.parse(text);
  // A valid date gives exactly the text that it was read from.
  return new Date(time).toUTCString() === text.trim() ? time : undefined;
}
