import type { Failure } from '@holdfast/core';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long the server asks to wait. The text does not change while the writer waits. */
export function pauseInWords({
  family,
  retryAfterMs = 0,
}: Pick<Failure, 'family' | 'retryAfterMs'>): string {
  if (retryAfterMs < MINUTE_MS) return family === 'rate-limit' ? 'Wait a little.' : '';
  const [count, unit] =
    retryAfterMs <= HOUR_MS
      ? [Math.ceil(retryAfterMs / MINUTE_MS), 'minute']
      : [Math.ceil(retryAfterMs / HOUR_MS), 'hour'];
  return `Fireside asks for a pause of ${count} ${unit}${count === 1 ? '' : 's'}.`;
}
