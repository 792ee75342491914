import { requireOptionsAlways } from '@holdfast/core/parts';
import type { RelayedEvent } from './relay-event.ts';
import type { RelaySink, RelayVerdict } from './relay-sink.ts';

export interface MemorySinkOptions {
  /** @default 'memory' */
  readonly name?: string;
  /** @default 100 */
  readonly maxBatch?: number;
  /** @default true */
  readonly takesDead?: boolean;
  /** Gives the verdict on an event. A promise that never settles stands for a silent receiver. */
  readonly answer?: (event: RelayedEvent) => RelayVerdict | Promise<RelayVerdict>;
}

export interface MemorySink extends RelaySink {
  /** Every event that was delivered, repeats included. */
  readonly delivered: readonly RelayedEvent[];
  /** The ids of each call of `send`. */
  readonly batches: readonly (readonly string[])[];
}

/** A sink for tests. It keeps the events that it gets, and fails as the test says. */
export function memorySink(options: MemorySinkOptions = {}): MemorySink {
  requireOptionsAlways('memorySink', options, {
    name: 'a text that is not empty?',
    maxBatch: 'a whole number above 0?',
    takesDead: 'true or false?',
    answer: 'a function?',
  });

  const {
    name = 'memory',
    maxBatch = 100,
    takesDead = true,
    answer = () => ({ outcome: 'done' }),
  } = options;
  const delivered: RelayedEvent[] = [];
  const batches: (readonly string[])[] = [];
  return {
    name,
    maxBatch,
    takesDead,
    delivered,
    batches,
    async send(events) {
      batches.push(events.map(({ id }) => id));
      const verdicts: RelayVerdict[] = [];
      const held = new Map<string, RelayVerdict>();
      for (const event of events) {
        const key = JSON.stringify([event.topic, event.key]);
        // oxlint-disable-next-line no-await-in-loop -- in order
        const verdict = held.get(key) ?? (await answer(event));
        if (verdict.outcome === 'done') delivered.push(event);
        else held.set(key, { outcome: 'retry', failure: verdict.failure });
        verdicts.push(verdict);
      }
      return verdicts;
    },
  };
}
