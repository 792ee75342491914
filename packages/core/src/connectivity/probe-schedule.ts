import type { Connectivity } from './connectivity.ts';

export interface ProbeRules {
  /** The wait before the first probe, in milliseconds. It doubles after each probe without an answer. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** The longest wait between probes while the server answers, in milliseconds. @default Infinity */
  readonly steadyMs?: number;
}

/**
 * Milliseconds until the next probe, or `undefined` when there is no need for one. The probe does not believe for ever
 * that the device is offline: it still asks, at the longest interval. The waits have jitter, so that pages which lost
 * the server together do not ask together.
 */
export function nextProbeMs(
  state: Connectivity,
  unanswered: number,
  { firstMs, maxMs, steadyMs = Infinity }: ProbeRules,
  random: () => number,
): number | undefined {
  if (state === 'online' && steadyMs === Infinity) return undefined;
  const doubtMs = state === 'offline' ? maxMs : Math.min(maxMs, firstMs * 2 ** unanswered);
  return (state === 'online' ? steadyMs : doubtMs) * (0.5 + random() / 2);
}
