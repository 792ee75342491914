const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/**
 * How long ago, or how soon, in words. Less than a minute is "now", so that seconds do not tick on the screen.
 * A `now` of 0 means that the time is not known yet; see `useNow`.
 */
export function relativeAge(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const distanceMs = now === 0 ? 0 : at - now;
  for (const [unit, unitMs] of STEPS) {
    if (Math.abs(distanceMs) >= unitMs) return format.format(Math.trunc(distanceMs / unitMs), unit);
  }
  return format.format(0, 'second');
}
