import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import type { StoredEvent } from '../telemetry/telemetry-store.ts';
import { createRollups, type RollupsOptions } from './create-rollups.ts';
import { memoryRollupStore } from './memory-rollup-store.ts';
import { MINUTE_MS, type RollupRow } from './rollup.ts';

export const START = 60 * MINUTE_MS;
/** The whole time of a test. */
export const always = { from: 0, to: 100 * START };

/** Counts in memory, on a clock of the test. */
export function rollupsUnderTest(options: Partial<RollupsOptions> = {}) {
  const platform = createVirtualPlatform({ now: START });
  const store = memoryRollupStore();
  const rollups = createRollups({ store, platform, ...options });
  let ids = 0;
  const stored = (event: TelemetryEvent, more: Partial<StoredEvent> = {}): StoredEvent => ({
    ...{ id: `e${(ids += 1)}`, severity: 'info', event, receivedAt: platform.now() },
    ...{ release: 'r1', session: 's1', ...more },
  });
  const tell = (...events: readonly TelemetryEvent[]): void =>
    rollups.events(events.map((event) => stored(event)));
  const rows = async (): Promise<readonly RollupRow[]> => {
    await rollups.flush();
    return store.read(always);
  };
  /** The counts as words, without the count of reports. */
  const words = async (): Promise<readonly string[]> =>
    (await rows())
      .filter(({ measure }) => measure !== 'report')
      .map(({ measure, operation, detail, count }) => `${measure} ${operation} ${detail} ${count}`)
      .toSorted();
  return { platform, store, rollups, stored, tell, rows, words };
}

export const timeout = new Failure(catalogue.TIMEOUT, { incidentId: 'i-1' }).toJSON();

type Settled = Extract<TelemetryEvent, { readonly type: 'operation.settled' }>;

/** An operation that ended. */
export const settled = (outcome: string, more: Partial<Settled> = {}): TelemetryEvent => ({
  ...{ type: 'operation.settled', at: START, operation: 'story.tell', outcome, durationMs: 80 },
  ...more,
});

/** A circuit that opened. */
export const opened = (name: string): TelemetryEvent => ({
  ...{ type: 'circuit.changed', at: START, name, state: 'open' },
});
