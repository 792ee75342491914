/**
 * The state of the way to the server. `unknown` until the first evidence; `degraded` while the last attempt
 * failed although the device says it has a network. Nothing here ever forbids a try.
 */
export type Connectivity = 'unknown' | 'online' | 'degraded' | 'offline';

export type ConnectivityEvidence =
  /** Some answer came from the server, whatever its status. */
  | 'answered'
  /** A send ended without an answer. */
  | 'unanswered'
  /** The device says that it has a network. It may be wrong. */
  | 'device-online'
  /** The device says that it has none. It may be wrong, but only an answer proves it. */
  | 'device-offline';

/** Joins a new piece of evidence to what was believed. Only an answer makes `online`. */
export function nextConnectivity(
  state: Connectivity,
  evidence: ConnectivityEvidence,
): Connectivity {
  switch (evidence) {
    case 'answered':
      return 'online';
    case 'device-offline':
      return 'offline';
    case 'unanswered':
      return state === 'offline' ? 'offline' : 'degraded';
    case 'device-online':
      return state === 'offline' ? 'unknown' : state;
  }
}
