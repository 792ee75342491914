const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A duration in everyday words: "a moment", "4 min", "2 h", "3 days". */
export function ageInWords(ageMs: number): string {
  if (ageMs < MINUTE_MS) return 'a moment';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  const days = Math.floor(ageMs / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}
