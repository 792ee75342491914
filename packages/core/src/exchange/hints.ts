/**
 * How long the server asks to wait, in milliseconds: `retry-after-ms`, else `Retry-After` in seconds or
 * as an HTTP-date (RFC 9110 §10.2.3). A date is measured against the answer's own `Date`, since the
 * client's clock may be wrong. `undefined` when there is no hint or it makes no sense.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const exact = wholeNumber(headers['retry-after-ms']);
  if (exact !== undefined) return exact;
  const value = headers['retry-after']?.trim();
  const seconds = wholeNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const until = httpDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (httpDate(headers['date']) ?? now));
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined;
}

function httpDate(value: string | undefined): number | undefined {
  // IMF-fixdate only; the obsolete forms and everything else `Date.parse` would guess at are no hint.
  if (value === undefined || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) {
    return undefined;
  }
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
