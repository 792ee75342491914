import { networkFailure } from '#network-failure';
import { Failure, type FailureInit } from '../../failures/failure.ts';
import { CLIENT_ERROR, RATE_LIMITED, SERVER_ERROR } from '../../failures/kinds/http.ts';
import { ABORTED } from '../../failures/kinds/network.ts';
import { TIMEOUT } from '../../failures/kinds/policy.ts';
import { UNKNOWN } from '../../failures/kinds/runtime.ts';
import { webNow } from '../../platform/web-now.ts';

// The error classes of mistakes in the code itself; no repetition helps.
const DEFECT = /^(Type|Reference|Range|Syntax|Eval|URI|Assertion)Error$/;
// The texts of the bare `TypeError` with which a `fetch` reports network trouble in a browser, in Node and in
// React Native.
const OF_FETCH = /^(failed to fetch|fetch failed|load failed|terminated|network)/i;
// The wait for a hint that cannot be read: the longest that a retry waits.
const LONGEST_MS = 60_000;
// In milliseconds; longer units are multiples of these.
const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

interface Thrown {
  readonly message?: string;
  readonly name?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly response?: unknown;
  readonly headers?: {
    readonly get?: (name: string) => string | null;
    readonly 'retry-after'?: string | number;
    readonly date?: string;
  };
}

/**
 * Names the value that a plain function threw, as far as policies need it: whether repeating helps, the effect,
 * and when the server wants the next request. It reads the status and the `Retry-After` that libraries note,
 * codes of the runtime, the texts with which a `fetch` reports network trouble, and the names of error classes.
 * An error of no special kind may pass by itself, so retry repeats the call when the caller says that it cannot
 * take effect twice.
 *
 * Core's `toFailure` knows many more names, and weighs more than the four usual policies together.
 */
export function nameThrown(cause: unknown): Failure {
  try {
    return networkFailure(cause) ?? name(Object(cause) as Thrown, { cause });
  } catch {
    // A proxy or a getter that refuses to be read.
    return new Failure(UNKNOWN, { cause, retry: 'later' });
  }
}

function name(thrown: Thrown, init: FailureInit): Failure {
  const answered = (thrown.response ?? thrown) as Thrown;
  const { statusCode = thrown.statusCode, status = statusCode, headers } = answered;
  const told = Number(status);
  if (told >= 400 && told < 600) {
    const said = headers?.get?.('retry-after') ?? headers?.['retry-after'];
    const date = headers?.get?.('date') ?? headers?.date;
    const retryAfterMs = said == null ? undefined : hintOf(said, date);
    const answer = { ...init, status: told, retryAfterMs };
    if (told === 429) return new Failure(RATE_LIMITED, answer);
    // 408: the server gave up waiting for a request, and may have begun its work.
    return new Failure(told >= 500 || told === 408 ? SERVER_ERROR : CLIENT_ERROR, answer);
  }
  if (thrown.name === 'TimeoutError') return new Failure(TIMEOUT, init);
  if (thrown.name === 'AbortError' || thrown.name === 'CanceledError')
    return new Failure(ABORTED, init);
  const isDefect =
    typeof thrown.name === 'string' &&
    DEFECT.test(thrown.name) &&
    !OF_FETCH.test(thrown.message ?? '');
  return new Failure(UNKNOWN, { ...init, retry: isDefect ? 'never' : 'later' });
}

/**
 * Reads seconds, numbers with units, or a date in any form that has a time of day, measured against the
 * server's own date. Of several waits the longest counts.
 */
function hintOf(said: string | number, date: string | null | undefined): number {
  const text = `${said}`;
  const ms = /\d:\d/.test(text)
    ? Date.parse(text) - (Date.parse(date ?? '') || webNow())
    : Math.max(...text.toLowerCase().split(',').map(spanOf));
  return Number.isNaN(ms) ? LONGEST_MS : Math.max(0, ms);
}

function spanOf(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) *(ms|mil|s|m|h|d)?/g)];
  const sum = parts.reduce(
    (ms, [, number, unit = 's']) => ms + Number(number) * (UNITS[unit] ?? 1),
    0,
  );
  return parts.length > 0 && !text.includes('-') ? sum : Number.NaN;
}
