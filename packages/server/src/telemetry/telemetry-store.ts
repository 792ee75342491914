import type { BeaconEvent } from '@holdfast/core/telemetry';

/** An event as it was taken in: only allow-listed members, the page that it came from, and when it came. */
export interface StoredEvent extends BeaconEvent {
  /** Wall-clock milliseconds of the server. */
  readonly receivedAt: number;
}

/** Keeps the telemetry of pages. */
export interface TelemetryStore {
  /** Stores the events that it does not have yet, all of them or none, and gives the id of each once. */
  add(events: readonly StoredEvent[]): Promise<readonly string[]>;
  /** The latest events, newest first. */
  latest(count: number): Promise<readonly StoredEvent[]>;
  /**
   * Removes events from before this wall-clock time, at most `limit`, and returns their number. A forgotten event
   * counts as new, so keep events for longer than a page may hold them back.
   */
  prune(receivedBefore: number, limit?: number): Promise<number>;
}
