import {
  nextConnectivity,
  type Connectivity,
  type ConnectivityEvidence,
} from './connectivity-state.ts';

/** What is believed about the way to each origin, and when that was last heard (monotonic milliseconds). */
export type Ways = ReadonlyMap<string, { readonly state: Connectivity; readonly at: number }>;

/** What the device says of all ways, and what was heard of each since. */
export interface WaysState {
  readonly isDeviceOffline: boolean;
  readonly ways: Ways;
}

export const NO_WAYS: WaysState = { isDeviceOffline: false, ways: new Map() };

/**
 * Takes in a piece of evidence about one origin. What the device says is about all of them: a network
 * that has gone takes with it what was known over it. When an origin does not answer, answers of others
 * that are older than `freshMs` prove no longer that the device has a network.
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

/** What is believed about one origin. */
export function stateOfWay({ isDeviceOffline, ways }: WaysState, origin: string): Connectivity {
  return isDeviceOffline ? 'offline' : (ways.get(origin)?.state ?? 'unknown');
}

/** What is believed of the device: one origin that answers proves a network, whatever others do. */
export function stateOfDevice({ isDeviceOffline, ways }: WaysState): Connectivity {
  if (isDeviceOffline) return 'offline';
  const states = [...ways.values()].map(({ state }) => state);
  if (states.includes('online')) return 'online';
  return states.length > 0 ? 'degraded' : 'unknown';
}
