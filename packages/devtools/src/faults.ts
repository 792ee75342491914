/** A player of scenarios in this page, such as `createPageFaults()` of `@holdfast/testing`. */
export interface FaultPlayer {
  getSnapshot(): {
    readonly scenario: unknown;
    /** Whether all steps of the scenario are over. @default false */
    readonly isOver?: boolean;
    /** The faults so far. `at` is in wall-clock milliseconds; `nth` counts such requests from 1. */
    readonly told: readonly {
      readonly at: number;
      readonly request: string;
      readonly nth: number;
      readonly fault: string;
    }[];
    /** The faults of the scenario that this player cannot play. */
    readonly cannot: readonly string[];
  };
  subscribe(listener: () => void): () => void;
  /** Plays a scenario from its beginning; `undefined` ends the one in play. Throws for a value that is no scenario. */
  play(scenario: object | undefined): void;
}
