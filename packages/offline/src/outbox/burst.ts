export interface BurstEnd {
  /** `idle`: nothing more can be sent now. `expired`: the time was up. `fenced`: another burst has begun. */
  readonly kind: 'idle' | 'expired' | 'fenced' | 'stopped';
  readonly epoch: number;
  readonly sent: number;
  /** The milliseconds until the soonest entry may be tried; `Infinity` for never. */
  readonly dueInMs: number;
}

export interface Burst {
  readonly ended: Promise<BurstEnd>;
  /** Makes a running burst look for entries once more before it ends. */
  rescan(): void;
}
