const BEAT_MS = 5;

export interface PauseWatch {
  /** How many milliseconds between two moments this process was due and did not run. */
  pausedMs(from: number, to: number): number;
  /** How much longer the pause lasted that contains this moment; 0 outside of a pause. */
  pauseAt(moment: number): number;
  stop(): void;
}

/** A bare timer beside everything else. No deadline of the same event loop can be more exact. */
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
      // A pause may show up to a beat late.
      const pause = pauses.find(({ from, to }) => from <= moment + BEAT_MS && to > moment);
      return pause ? pause.to - Math.max(moment, pause.from) : 0;
    },
    stop: () => clearTimeout(timer),
  };
}
