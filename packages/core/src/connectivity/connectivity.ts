/**
 * Whether the server can be reached. `unknown` before the first evidence. `online` after an answer. `degraded` when
 * the last send got no answer although the device says that it has a network. `offline` when the device says that
 * it has none. It is a hint: no state keeps Holdfast from sending.
 */
export type Connectivity = 'unknown' | 'online' | 'degraded' | 'offline';

export type ConnectivityEvidence =
  /** An answer came from the server, with any status. */
  | 'answered'
  /** A send ended without an answer. */
  | 'unanswered'
  /** The device says that it has a network. It may be wrong. */
  | 'device-online'
  /** The device says that it has no network. It may be wrong, but only an answer proves that. */
  | 'device-offline';
