import { networkFailure } from '#network-failure';
import { Failure } from '../../failures/failure.ts';
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
// Units in milliseconds. Any other unit counts as a millisecond.
const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

type Said = string | number | null | undefined;
type Headers = Readonly<Record<string, Said>> & { readonly get?: never };

interface Thrown {
  readonly message: string;
  readonly name: string;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly response?: Thrown;
  readonly headers?: Headers | { readonly get: (name: string) => string | null };
}

/**
 * Names the value that a plain function threw, as far as policies need it: whether repeating helps, the effect,
 * and when the server wants the next request. Give it to a pipeline as `toFailure`. It reads the status and the
 * `Retry-After` that libraries note, codes of the runtime, the texts with which a `fetch` reports network trouble,
 * and the names of error classes. An error of no special kind may pass by itself, so retry repeats the call when
 * the caller says that it cannot take effect twice.
 *
 * Core's `toFailure` knows many more names, and weighs more than the four usual policies together.
 */
export function nameThrown(cause: unknown): Failure {
  try {
    return networkFailure(cause) ?? named(Object(cause) as Thrown, cause);
  } catch {
    // A proxy or a getter that refuses to be read.
    return new Failure(UNKNOWN, { cause, retry: 'later' });
  }
}

function named(thrown: Thrown, cause: unknown): Failure {
  const { response = thrown, name, message } = thrown;
  const { statusCode = thrown.statusCode, headers } = response;
  const status = Number(response.status ?? statusCode);
  if (status >= 400 && status < 600) {
    const read = (header: string): Said => (headers?.get ? headers.get(header) : headers?.[header]);
    const retryAfterMs = hintOf(read('retry-after'), read('date'));
    // 408: the server gave up waiting for a request, and may have begun its work.
    const isOfServer = status >= 500 || status === 408;
    const kind = status === 429 ? RATE_LIMITED : isOfServer ? SERVER_ERROR : CLIENT_ERROR;
    return new Failure(kind, { cause, status, retryAfterMs });
  }
  const isAbort = /^(Abort|Canceled)Error$/.test(name);
  const isFinal = isAbort || (DEFECT.test(name) && !OF_FETCH.test(message));
  const kind = isAbort ? ABORTED : name === 'TimeoutError' ? TIMEOUT : UNKNOWN;
  return new Failure(kind, { cause, retry: isFinal ? 'never' : 'later' });
}

/**
 * Reads seconds, numbers with units, or a date in any form that has a time of day, measured against the
 * server's own date. Of several waits the longest counts.
 */
function hintOf(said: Said, date: Said): number | undefined {
  if (said == null) return undefined;
  const text = String(said).toLowerCase();
  const ms = /\d:\d/.test(text)
    ? Date.parse(text) - (Date.parse(String(date)) || webNow())
    : Math.max(...text.split(',').map(spanOf));
  return ms >= 0 ? ms : ms < 0 ? 0 : LONGEST_MS;
}

function spanOf(text: string): number {
  let ms = text.includes('-') ? Number.NaN : undefined;
  for (const [, number, unit = 's'] of text.matchAll(/(\d[\d.]*) *(ms|mil|[smhd])?/g))
    ms = (ms ?? 0) + Number(number) * (UNITS[unit] ?? 1);
  return ms ?? Number.NaN;
}
