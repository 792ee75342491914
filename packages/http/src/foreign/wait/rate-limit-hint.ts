import type { SaidWait } from '@holdfast/core/parts';
import type { RateLimitHint } from '@holdfast/core/policies';
import { parseItems, type BareItem, type Item } from './structured-fields.ts';
import { readWaitMs } from './wait-text.ts';
import { wholeNumber } from './whole-number.ts';

type Headers = Readonly<Record<string, string>>;

// Earlier drafts have one dictionary: `limit=10, remaining=0, reset=5`.
const DRAFT = /(?:^|[,; ])remaining=(\d{1,12})\b.*[,; ]reset=(\d{1,12})\b/;
// No server writes a longer one, and the pattern above is slow for long texts.
const LONGEST_DRAFT = 1024;
const DECIMAL = /^\d+\.\d+$/;
// A reset beyond this many seconds is not a wait but a point in time, which some servers send.
const LONGEST_RESET_S = 86_400;

/**
 * What an answer says about the server's limit: the tightest of the policies in `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers-10: `"name";r=remaining;t=seconds`, where `t` is missing the
 * window `w` of `RateLimit-Policy`), else the older `RateLimit-Remaining` or `X-RateLimit-Remaining`
 * with its `-Reset`: seconds, or when the server's clock is given as `now`, its Unix time. `undefined`
 * when it says nothing, or nothing that makes sense.
 */
export function rateLimitHint(headers: Headers, now?: number): RateLimitHint | undefined {
  return hintOf(headers, undefined, now);
}

/** The hint of a server that refused about its limit: how long to wait, or that the hint cannot be read. */
export function limitWait(headers: Headers, now: number): SaidWait | undefined {
  // After a refusal, a reset alone says that nothing is left.
  const hint = hintOf(headers, '0', now);
  if (hint) return hint.remaining === 0 ? { header: 'ratelimit', ms: hint.resetMs } : undefined;
  const odd = ['ratelimit', 'x-ratelimit'].find((prefix) => {
    const reset = headers[`${prefix}-reset`];
    const isUsedUp = wholeNumber(headers[`${prefix}-remaining`] ?? '0') === 0;
    return isUsedUp && reset !== undefined && !/^\s*\d*\s*$/.test(reset);
  });
  return odd === undefined ? undefined : { header: `${odd}-reset`, ms: undefined };
}

function hintOf(
  headers: Headers,
  untold: string | undefined,
  now: number | undefined,
): RateLimitHint | undefined {
  const windows = parseItems(headers['ratelimit-policy'] ?? '') ?? [];
  const told = (parseItems(headers['ratelimit'] ?? '') ?? []).flatMap(({ value, parameters }) =>
    toHint(countOf(parameters.get('r')), countOf(parameters.get('t')) ?? windowOf(value, windows)),
  );
  // A refused caller waits as long as the server says. A limiter plans at most a day ahead.
  const longest = untold === undefined ? LONGEST_RESET_S : Infinity;
  const older = ['ratelimit', 'x-ratelimit'].flatMap((prefix) =>
    toHint(
      wholeNumber(headers[`${prefix}-remaining`] ?? untold),
      resetOf(headers[`${prefix}-reset`], now, longest),
    ),
  );
  const draft = DRAFT.exec((headers['ratelimit'] ?? '').slice(0, LONGEST_DRAFT));
  if (draft) older.unshift(...toHint(Number(draft[1]), Number(draft[2])));
  const [tightest = older[0]] = told.toSorted(
    (left, right) => left.remaining - right.remaining || right.resetMs - left.resetMs,
  );
  return tightest;
}

function toHint(remaining: number | undefined, seconds: number | undefined): RateLimitHint[] {
  return remaining === undefined || seconds === undefined
    ? []
    : [{ remaining, resetMs: Math.ceil(Number((seconds * 1000).toPrecision(15))) }];
}

/** In seconds. */
function resetOf(
  value: string | undefined,
  now: number | undefined,
  longest: number,
): number | undefined {
  const seconds = wholeNumber(value);
  if (seconds !== undefined && seconds <= LONGEST_RESET_S) return seconds;
  // Without the server's clock a point in time cannot be read, and a long number may be one.
  if (value === undefined || (now === undefined && seconds !== undefined)) return undefined;
  const wait = readWaitMs(value, 1000, now ?? Infinity);
  return wait === undefined ||
    wait > longest * 1000 ||
    (seconds !== undefined && wait === seconds * 1000 && longest < Infinity)
    ? undefined
    : wait / 1000;
}

function windowOf(policy: BareItem, windows: readonly Item[]): number | undefined {
  const found = windows.find(({ value }) => nameOf(value) === nameOf(policy));
  return countOf(found?.parameters.get('w'));
}

// Earlier drafts named policies by tokens.
function nameOf(value: BareItem): unknown {
  return typeof value === 'object' ? value.raw : value;
}

function countOf(item: BareItem | undefined): number | undefined {
  const value = typeof item === 'object' && DECIMAL.test(item.raw) ? Number(item.raw) : item;
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
