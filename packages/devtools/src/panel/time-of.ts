const two = (value: number): string => String(value).padStart(2, '0');

/** The time of day, to the millisecond. */
export function timeOf(at: number): string {
  const ms = String(new Date(at).getMilliseconds()).padStart(3, '0');
  return `${clockOf(at)}.${ms}`;
}

/** The time of day, to the second. */
export function clockOf(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
}

/** A length of time that is easy to read. */
export function lengthOf(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}
