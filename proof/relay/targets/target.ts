/** A message that arrived at a receiver. */
export interface Arrival {
  readonly topic: string;
  readonly key: string;
  readonly id: string;
  readonly body: unknown;
}

/** A receiver that the proof can trouble. Servers reach it by its address. */
export interface Target {
  readonly kind: 'http' | 'kafka';
  /** The data that `openSink` needs in another process. */
  readonly address: string;
  /** Cuts the connection instead of the next answer: the receiver has acted, and the sender never learns it. */
  cutAnswer(): void;
  /** How many answers were cut. */
  cuts(): number;
  down(): Promise<void>;
  up(): Promise<void>;
  /** All that arrived. Messages of one key are in the order of their arrival. */
  arrivals(): readonly Arrival[];
  close(): Promise<void>;
}
