const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A wait in words, rounded up, so that the text is never shorter than the wait: "4 seconds", "2 minutes". */
export function durationInWords(ms: number, locale: string): string {
  const [unit, unitMs] =
    ms <= MINUTE_MS
      ? (['second', 1000] as const)
      : ms <= HOUR_MS
        ? (['minute', MINUTE_MS] as const)
        : (['hour', HOUR_MS] as const);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.max(0, Math.ceil(ms / unitMs)));
}
