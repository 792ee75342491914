// Runs on the Node of the machine, before the pinned Node is installed. So it has no dependencies and no
// TypeScript.

/** How often in a row a server is started again. */
export const MOST_RESTARTS = 5;
/** After a server has run for this long, its next end starts a new row. */
export const STEADY_MS = 60_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * Decides what follows when a server ended by itself or was killed: a start after a pause, which doubles, or giving up.
 * `restarts` counts the starts in a row before.
 */
export function afterEnd({ restarts, wasReady, ranMs }) {
  // A server that never came up says why, and would fail in the same way again.
  if (!wasReady && restarts === 0) return { kind: 'give-up', restarts };
  const before = ranMs >= STEADY_MS ? 0 : restarts;
  if (before >= MOST_RESTARTS) return { kind: 'give-up', restarts: before };
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** before, LONGEST_DELAY_MS);
  return { kind: 'restart', restarts: before + 1, delayMs };
}
