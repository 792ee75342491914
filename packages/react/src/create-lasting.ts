/** Begins a work, and gives the function that ends it. */
export type Begin = () => () => void;

/** One work at a time. The next one begins before the one before it ends, so that nothing is missing in between. */
export interface Lasting {
  /** Says which work is due; `undefined` for none. It begins with the next `settle`, which comes by itself right after. */
  want(begin: Begin | undefined): void;
  settle(): void;
}

export function createLasting(): Lasting {
  let wanted: Begin | undefined;
  let begun: Begin | undefined;
  let end: (() => void) | undefined;
  const settle = (): void => {
    if (begun === wanted) return;
    begun = wanted;
    const endBefore = end;
    end = wanted?.();
    endBefore?.();
  };
  return {
    want(begin) {
      wanted = begin;
      // No state may change while React takes a component away.
      queueMicrotask(settle);
    },
    settle,
  };
}
