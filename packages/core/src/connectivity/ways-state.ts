import type { Connectivity, ConnectivityEvidence } from './connectivity.ts';

/** For each origin the state of the way to it, and the time of its last evidence (monotonic milliseconds). */
export type Ways = ReadonlyMap<string, { readonly state: Connectivity; readonly at: number }>;

/** What the device last said about its network, and the evidence about each origin since then. */
export interface WaysState {
  /** What the device last said. Answers outweigh it as long as they come. */
  readonly saysOffline: boolean;
  readonly ways: Ways;
}

export const NO_WAYS: WaysState = { saysOffline: false, ways: new Map() };

/**
 * Takes in a piece of evidence about one origin. What the device says is about all origins: when a network goes, all
 * evidence from it goes. When an origin does not answer, answers of other origins older than `freshMs` no longer prove
 * that the device has a network.
 */
export function nextWays(
  { saysOffline, ways }: WaysState,
  evidence: ConnectivityEvidence,
  origin: string,
  now: number,
  freshMs: number,
): WaysState {
  if (evidence === 'device-offline') return { saysOffline: true, ways: NO_WAYS.ways };
  // A network alone does not prove that the server answers.
  if (evidence === 'device-online') return { saysOffline: false, ways };
  const isAnswer = evidence === 'answered';
  const kept = new Map([...ways].filter(([, { at }]) => isAnswer || now - at < freshMs));
  // Silence only confirms what the device says. An answer may have been on its way when the network went.
  if (saysOffline && !isAnswer) kept.delete(origin);
  else kept.set(origin, { state: isAnswer ? 'online' : 'degraded', at: now });
  return { saysOffline, ways: kept };
}

/** The state of one origin. */
export function stateOfWay(state: WaysState, origin: string): Connectivity {
  return state.ways.get(origin)?.state ?? (isOffline(state) ? 'offline' : 'unknown');
}

/** The state of the device. One origin that answers proves a network, even when others are silent. */
export function stateOfDevice(state: WaysState): Connectivity {
  if (isOffline(state)) return 'offline';
  if (hasAnswer(state)) return 'online';
  return state.ways.size > 0 ? 'degraded' : 'unknown';
}

// A VPN or a sandbox may make the device say "offline" while answers still come.
const isOffline = (state: WaysState): boolean => state.saysOffline && !hasAnswer(state);

const hasAnswer = ({ ways }: WaysState): boolean =>
  [...ways.values()].some(({ state }) => state === 'online');
