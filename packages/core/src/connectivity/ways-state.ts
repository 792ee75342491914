import type { Connectivity, ConnectivityEvidence } from './connectivity.ts';

/** For each origin the state of the way to it, and the time of its last evidence (monotonic milliseconds). */
export type Ways = ReadonlyMap<string, { readonly state: Connectivity; readonly at: number }>;

/** The device's word about all ways, and the evidence about each way since. */
export interface WaysState {
  readonly isDeviceOffline: boolean;
  readonly ways: Ways;
}

export const NO_WAYS: WaysState = { isDeviceOffline: false, ways: new Map() };

/**
 * Takes in a piece of evidence about one origin. The word of the device is about all origins: when a network
 * goes, all evidence from it goes. When an origin does not answer, answers of other origins older than
 * `freshMs` no longer prove that the device has a network.
 */
export function nextWays(
  { isDeviceOffline, ways }: WaysState,
  evidence: ConnectivityEvidence,
  origin: string,
  now: number,
  freshMs: number,
): WaysState {
  if (evidence === 'device-offline') return { isDeviceOffline: true, ways: NO_WAYS.ways };
  // A cable is not yet an answer.
  if (evidence === 'device-online') return { isDeviceOffline: false, ways };
  const isAnswer = evidence === 'answered';
  // A VPN or a sandbox may make the device say "offline" while answers still come.
  if (isDeviceOffline && !isAnswer) return { isDeviceOffline, ways };
  const kept = [...ways].filter(([, { at }]) => isAnswer || now - at < freshMs);
  const state = isAnswer ? 'online' : 'degraded';
  return { isDeviceOffline: false, ways: new Map([...kept, [origin, { state, at: now }]]) };
}

/** The state of one origin. */
export function stateOfWay({ isDeviceOffline, ways }: WaysState, origin: string): Connectivity {
  return isDeviceOffline ? 'offline' : (ways.get(origin)?.state ?? 'unknown');
}

/** The state of the device. One origin that answers proves a network, even when others are silent. */
export function stateOfDevice({ isDeviceOffline, ways }: WaysState): Connectivity {
  if (isDeviceOffline) return 'offline';
  const states = [...ways.values()].map(({ state }) => state);
  if (states.includes('online')) return 'online';
  return states.length > 0 ? 'degraded' : 'unknown';
}
