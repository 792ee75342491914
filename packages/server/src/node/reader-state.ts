/** Since when an answer has waited for its reader, and how much the reader had taken then. */
export interface WaitingForReader {
  readonly since: number;
  readonly taken: number;
}

export interface ReaderLook {
  readonly now: number;
  /** Bytes that are ready and that the system has not taken yet. */
  readonly waiting: number;
  /** All bytes that the system has taken. */
  readonly taken: number;
}

export interface ReaderRules {
  readonly writeMs: number;
  readonly minBytesPerSecond: number;
}

/**
 * Judges the reader of one connection. A connection without waiting bytes, such as a silent stream, has no slow
 * reader. `'deaf'` says that the reader took too little for too long.
 */
export function nextReader(
  state: WaitingForReader | undefined,
  { now, waiting, taken }: ReaderLook,
  { writeMs, minBytesPerSecond }: ReaderRules,
): WaitingForReader | 'deaf' | undefined {
  if (waiting === 0) return undefined;
  if (state === undefined) return { since: now, taken };
  const elapsedMs = now - state.since;
  if (elapsedMs < writeMs) return state;
  const wanted = (minBytesPerSecond * elapsedMs) / 1000;
  return taken - state.taken < wanted ? 'deaf' : { since: now, taken };
}
