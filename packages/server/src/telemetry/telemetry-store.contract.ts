import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredEvent, TelemetryStore } from './telemetry-store.ts';

export interface TelemetryStoreUnderTest {
  readonly store: TelemetryStore;
  readonly close: () => Promise<void>;
}

const told = (id: string, receivedAt: number): StoredEvent => ({
  id,
  receivedAt,
  severity: 'info',
  event: {
    type: 'connectivity.changed',
    at: 1_767_225_600_000,
    incidentId: 'i-1',
    state: 'online',
  },
});

/** The rules that every `TelemetryStore` keeps. */
export function telemetryStoreContract(
  name: string,
  open: () => Promise<TelemetryStoreUnderTest>,
): void {
  describe(`${name} as a telemetry store`, () => {
    let under: TelemetryStoreUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('gives back its events, newest first', async () => {
      expect(await under.store.add([told('a', 1), told('b', 2)])).toBe(2);
      expect(await under.store.add([told('c', 3)])).toBe(1);
      expect(await under.store.latest(2)).toEqual([told('c', 3), told('b', 2)]);
      expect(await under.store.latest(10)).toHaveLength(3);
    });

    it('keeps an event once, however often it comes, also twice in one batch', async () => {
      expect(await under.store.add([told('a', 1), told('a', 1)])).toBe(1);
      expect(await under.store.add([told('a', 9), told('b', 9)])).toBe(1);
      expect(await under.store.latest(10)).toEqual([told('b', 9), told('a', 1)]);
    });

    it('keeps an event of no incident as one', async () => {
      const { event, ...rest } = told('a', 1);
      const alone = {
        ...rest,
        event: { type: 'connectivity.changed', at: event.at, state: 'x' },
      } as const;
      await under.store.add([alone]);
      expect(await under.store.latest(1)).toEqual([alone]);
    });

    it('takes an empty batch', async () => {
      expect(await under.store.add([])).toBe(0);
    });

    it('counts copies that come at once as one', async () => {
      const counts = await Promise.all(
        Array.from({ length: 10 }, () => under.store.add([told('a', 1), told('b', 1)])),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    });

    it('forgets events from before a time, and no others', async () => {
      await under.store.add([told('a', 1), told('b', 2)]);
      expect(await under.store.prune(2)).toBe(1);
      expect(await under.store.latest(10)).toEqual([told('b', 2)]);
    });
  });
}
