/** Lets one loop wait for the next of many events. A ring that no loop waits for ends the next wait at once. */
export interface Bell {
  ring(): void;
  /** Whether a ring is kept for the next wait. */
  pending(): boolean;
  rung(): Promise<void>;
}

export function createBell(): Bell {
  let waiting: (() => void) | undefined;
  let rings = false;
  return {
    ring() {
      rings = true;
      waiting?.();
    },
    pending: () => rings,
    async rung() {
      if (!rings) await new Promise<void>((resolve) => (waiting = resolve));
      waiting = undefined;
      rings = false;
    },
  };
}
