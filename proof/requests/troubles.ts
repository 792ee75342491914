// What goes wrong with the server itself, one burst after another.

export interface Trouble {
  readonly status: number;
  /** An answer that gets lost behind the effect: the server has done it, and a gateway says that it failed. */
  readonly isAfterEffect: boolean;
  /** Milliseconds the client is told to wait. */
  readonly hintMs?: number;
}

const KINDS: readonly Trouble[] = [
  { status: 429, isAfterEffect: false, hintMs: 60 },
  { status: 503, isAfterEffect: false, hintMs: 120 },
  // Longer than any deadline here: nobody may wait for it.
  { status: 503, isAfterEffect: false, hintMs: 30_000 },
  { status: 500, isAfterEffect: true },
  { status: 502, isAfterEffect: true, hintMs: 25 },
  { status: 504, isAfterEffect: true },
];

/** Gives the trouble of each next request: a quiet spell, then a burst of one kind, and again. */
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
