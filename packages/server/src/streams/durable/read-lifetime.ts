import { EXPIRES_AT, TTL } from './durable-headers.ts';
import { wrong } from './refusals.ts';

export interface Lifetime {
  readonly ttlMs?: number;
  readonly expiresAt?: number;
}

const SECONDS = /^(?:0|[1-9]\d{0,9})$/;
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](?!24)\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** How long a stream is to live. The server refuses a request with both fields. */
export function readLifetime(headers: Headers): Lifetime {
  const ttl = headers.get(TTL);
  const expires = headers.get(EXPIRES_AT);
  if (ttl !== null && expires !== null) {
    throw wrong(TTL, 'Give either Stream-TTL or Stream-Expires-At.');
  }
  if (ttl !== null) {
    if (!SECONDS.test(ttl)) throw wrong(TTL, 'Give a whole number of seconds.');
    return { ttlMs: Number(ttl) * 1000 };
  }
  if (expires === null) return {};
  const expiresAt = isDay(expires) ? Date.parse(expires.toUpperCase()) : Number.NaN;
  if (Number.isNaN(expiresAt)) throw wrong(EXPIRES_AT, 'Give a date and time as in RFC 3339.');
  return { expiresAt };
}

/** Whether the day exists: a runtime reads the 30th of February as the 2nd of March. */
function isDay(text: string): boolean {
  const [, year, month, day] = DATE_TIME.exec(text) ?? [];
  const date = new Date(`${year}-${month}-01T00:00:00Z`);
  date.setUTCDate(Number(day));
  return date.getUTCMonth() + 1 === Number(month);
}
