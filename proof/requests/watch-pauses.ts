const BEAT_MS = 5;

export interface PauseWatch {
  /** Milliseconds between two moments in which this process did not get to run when it was due. */
  pausedMs(from: number, to: number): number;
  /** How long the pause lasted from this moment on that it fell into, if it did. */
  pauseAt(moment: number): number;
  stop(): void;
}

/** A bare timer beside everything else: the floor under every deadline of the same event loop. */
export function watchPauses(): PauseWatch {
  const pauses: { readonly from: number; readonly to: number }[] = [];
  let due = performance.now() + BEAT_MS;
  const beat = (): void => {
    const now = performance.now();
    if (now > due) pauses.push({ from: due, to: now });
    due = now + BEAT_MS;
    timer = setTimeout(beat, BEAT_MS);
  };
  let timer = setTimeout(beat, BEAT_MS);
  return {
    pausedMs: (from, to) =>
      pauses.reduce(
        (sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)),
        0,
      ),
    pauseAt(moment) {
      // Up to a beat may pass before a pause shows.
      const pause = pauses.find(({ from, to }) => from <= moment + BEAT_MS && to > moment);
      return pause ? pause.to - Math.max(moment, pause.from) : 0;
    },
    stop: () => clearTimeout(timer),
  };
}
