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
  const windows = parseItems(headers['ratelimit-policy'] ?? '') ?? [];
  const told = (parseItems(headers['ratelimit'] ?? '') ?? []).flatMap(({ value, parameters }) => {
    const remaining = countOf(parameters.get('r'));
    const seconds = countOf(parameters.get('t')) ?? windowOf(value, windows);
    return remaining === undefined || seconds === undefined
      ? []
      : { remaining, resetMs: seconds * 1000 };
  });
  if (told.length > 0) {
    return told.reduce((tightest, hint) =>
      hint.remaining < tightest.remaining ||
      (hint.remaining === tightest.remaining && hint.resetMs > tightest.resetMs)
        ? hint
        : tightest,
    );
  }
  return older(headers, 'ratelimit', now) ?? older(headers, 'x-ratelimit', now);
}

/** How long a server that refused asks to wait, by what it says of its limit. */
export function limitWaitMs(headers: Headers, now: number): number | undefined {
  const hint = rateLimitHint(headers, now);
  if (hint) return hint.remaining === 0 ? hint.resetMs : undefined;
  const alone = ['ratelimit', 'x-ratelimit'].find((prefix) => `${prefix}-reset` in headers);
  return alone === undefined || `${alone}-remaining` in headers
    ? undefined
    : resetMs(headers[`${alone}-reset`], now);
}

function older(headers: Headers, prefix: string, now?: number): RateLimitHint | undefined {
  const remaining = wholeNumber(headers[`${prefix}-remaining`]);
  const reset = resetMs(headers[`${prefix}-reset`], now);
  return remaining === undefined || reset === undefined ? undefined : { remaining, resetMs: reset };
}

function resetMs(value: string | undefined, now?: number): number | undefined {
  const seconds = wholeNumber(value);
  if (seconds === undefined || seconds <= LONGEST_RESET_S) return seconds && seconds * 1000;
  const wait = now === undefined ? -1 : seconds * 1000 - now;
  return wait >= 0 && wait <= LONGEST_RESET_S * 1000 ? wait : undefined;
}

function windowOf(policy: BareItem, windows: readonly Item[]): number | undefined {
  const found = windows.find(({ value }) => nameOf(value) === nameOf(policy));
  return countOf(found?.parameters.get('w'));
}

// Earlier drafts named policies by tokens.
function nameOf(value: BareItem): unknown {
  return typeof value === 'object' ? value.text : value;
}

function countOf(value: BareItem | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
