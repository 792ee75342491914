import {
  nextConnectivity,
  type Connectivity,
  type ConnectivityEvidence,
} from './connectivity-state.ts';

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
  if (evidence === 'device-online') return { isDeviceOffline: false, ways };
  if (evidence === 'unanswered' && isDeviceOffline) return { isDeviceOffline, ways };
  const kept = new Map(ways);
  const state = nextConnectivity(ways.get(origin)?.state ?? 'unknown', evidence);
  kept.set(origin, { state, at: now });
  if (evidence === 'unanswered') {
    for (const [other, { at }] of kept) if (now - at >= freshMs) kept.delete(other);
  }
  return { isDeviceOffline: false, ways: kept };
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
