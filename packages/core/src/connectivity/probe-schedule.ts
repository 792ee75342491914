import type { Connectivity } from './connectivity.ts';

export interface ProbeRules {
  /** The wait before the first probe, in milliseconds; doubled after each that was not answered. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** The longest wait between probes while the server answers, in milliseconds. @default Infinity */
  readonly steadyMs?: number;
}

/**
 * Milliseconds until the next probe, or `undefined` when there is no need for one. The device's own word
 * that it is offline is not believed for ever: it is looked into, at the longest interval. Spread, so
 * that pages which lost the server together do not come back together.
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
