import { firstWait, waitMsOf, type SaidWait } from './said-wait.ts';

type Headers = Readonly<Record<string, string>>;

/** Reads a wait in milliseconds from a text that counts in the given unit; `undefined` when it makes no sense. */
export type WaitReader = (text: string, unitMs: number, now: number) => number | undefined;

const NUMBER = /^\s*\d+(?:\.\d+)?\s*$/;
// From this value on, a number is no wait but a point in time: seconds or milliseconds since 1970.
const FIRST_MOMENT_MS = 1e12;

/**
 * How long a server asks to wait: `retry-after-ms`, else `Retry-After`, measured against the answer's own `Date`,
 * since the client's clock may be wrong. `undefined` when the server does not ask. Other forms are read by
 * `withForeignAnswers` of `@holdfast/http/foreign`, which has a `read` of its own.
 */
export function saidWait(
  headers: Headers,
  now: number,
  read: WaitReader = readWait,
): SaidWait | undefined {
  const from = dateOf(headers['date']) ?? now;
  const said = (header: string, unitMs: number): SaidWait | undefined => {
    const text = headers[header];
    return text === undefined ? undefined : { header, ms: read(text, unitMs, from) };
  };
  return firstWait(said('retry-after-ms', 1), said('retry-after', 1000));
}

/** The wait in milliseconds. A wait that cannot be read counts as a long one, because the server did ask to wait. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return waitMsOf(saidWait(headers, now));
}

/** A date (RFC 9110 §10.2.3), or a number. */
function readWait(text: string, unitMs: number, now: number): number | undefined {
  const date = dateOf(text);
  if (date !== undefined) return Math.max(0, date - now);
  // Drops the error of binary fractions, which would round up to one millisecond more.
  const ms = Math.ceil(Number((Number(text) * unitMs).toPrecision(15)));
  return NUMBER.test(text) && ms < FIRST_MOMENT_MS ? ms : undefined;
}

/** The HTTP-date that servers write today (RFC 9110 §5.6.7), in milliseconds. */
function dateOf(text = ''): number | undefined {
  const time = Date.parse(text);
  // A valid date gives exactly the text that it was read from. So does an invalid one: `Invalid Date`.
  return time < Infinity && new Date(time).toUTCString() === text.trim() ? time : undefined;
}
