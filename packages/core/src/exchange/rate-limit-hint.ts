import { parseItems, type BareItem, type Item } from './structured-fields.ts';
import { wholeNumber } from './whole-number.ts';

type Headers = Readonly<Record<string, string>>;

/** What a server said about its limit. */
export interface RateLimitHint {
  readonly remaining: number;
  /** Milliseconds until there is more. */
  readonly resetMs: number;
}

// A reset beyond this many seconds is not a wait but a point in time, as some servers send it.
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

/** How long a server that refused asks to wait, by what it says of its limit. */
export function limitWaitMs(headers: Headers, now: number): number | undefined {
  // To who was refused, a reset alone says that nothing is left.
  const hint = hintOf(headers, '0', now);
  return hint?.remaining === 0 ? hint.resetMs : undefined;
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
  const older = ['ratelimit', 'x-ratelimit'].flatMap((prefix) =>
    toHint(
      wholeNumber(headers[`${prefix}-remaining`] ?? untold),
      resetOf(headers[`${prefix}-reset`], now),
    ),
  );
  const [tightest = older[0]] = told.toSorted(
    (left, right) => left.remaining - right.remaining || right.resetMs - left.resetMs,
  );
  return tightest;
}

function toHint(remaining: number | undefined, seconds: number | undefined): RateLimitHint[] {
  return remaining === undefined || seconds === undefined
    ? []
    : [{ remaining, resetMs: Math.round(seconds * 1000) }];
}

/** In seconds. */
function resetOf(value: string | undefined, now = Infinity): number | undefined {
  const seconds = wholeNumber(value);
  if (seconds === undefined || seconds <= LONGEST_RESET_S) return seconds;
  const wait = seconds - now / 1000;
  return wait >= 0 && wait <= LONGEST_RESET_S ? wait : undefined;
}

function windowOf(policy: BareItem, windows: readonly Item[]): number | undefined {
  const found = windows.find(({ value }) => nameOf(value) === nameOf(policy));
  return countOf(found?.parameters.get('w'));
}

// Earlier drafts named policies by tokens.
function nameOf(value: BareItem): unknown {
  return typeof value === 'object' ? value.raw : value;
}

function countOf(value: BareItem | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
