// The troubles of the server itself, one burst after another.

export interface Trouble {
  readonly status: number;
  /**
   * An answer that gets lost after the effect: the server has done the work, and a gateway says that it
   * failed.
   */
  readonly isAfterEffect: boolean;
  /** Milliseconds that the server asks the client to wait. */
  readonly hintMs?: number;
}

const KINDS: readonly Trouble[] = [
  { status: 429, isAfterEffect: false, hintMs: 60 },
  { status: 503, isAfterEffect: false, hintMs: 120 },
  // Longer than any deadline here, so no call may wait for it.
  { status: 503, isAfterEffect: false, hintMs: 30_000 },
  { status: 500, isAfterEffect: true },
  { status: 502, isAfterEffect: true, hintMs: 25 },
  { status: 504, isAfterEffect: true },
];

/** Returns the trouble of each next request: a quiet time, then a burst of one kind, and again. */
export function createTroubles(random: () => number): () => Trouble | undefined {
  let left = 0;
  let trouble: Trouble | undefined;
  return () => {
    if (left === 0) {
      trouble = trouble ? undefined : KINDS[Math.floor(random() * KINDS.length)];
      left = trouble ? 5 + Math.floor(random() * 15) : 20 + Math.floor(random() * 60);
    }
    left -= 1;
    return trouble;
  };
}
