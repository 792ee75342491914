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
      expect(await under.store.add([told('a', 1), told('b', 2)])).toEqual(['a', 'b']);
      expect(await under.store.add([told('c', 3)])).toEqual(['c']);
      expect(await under.store.latest(2)).toEqual([told('c', 3), told('b', 2)]);
      expect(await under.store.latest(10)).toHaveLength(3);
    });

    it('keeps an event once, however often it comes, also twice in one batch', async () => {
      expect(await under.store.add([told('a', 1), told('a', 1)])).toEqual(['a']);
      expect(await under.store.add([told('a', 9), told('b', 9)])).toEqual(['b']);
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

    it('keeps the release and the session of an event, where it has them', async () => {
      const named = { ...told('a', 1), release: '1.4.0', session: 'k3v9x2' };
      await under.store.add([named, told('b', 2), { ...told('c', 3), session: 'k3v9x2' }]);
      expect(await under.store.latest(3)).toEqual([
        { ...told('c', 3), session: 'k3v9x2' },
        told('b', 2),
        named,
      ]);
    });

    it('takes an empty batch', async () => {
      expect(await under.store.add([])).toEqual([]);
    });

    it('counts copies that come at once as one', async () => {
      const fresh = await Promise.all(
        Array.from({ length: 10 }, () => under.store.add([told('a', 1), told('b', 1)])),
      );
      expect(fresh.flat().toSorted()).toEqual(['a', 'b']);
    });

    it('forgets events from before a time, and no others', async () => {
      await under.store.add([told('a', 1), told('b', 2)]);
      expect(await under.store.prune(2)).toBe(1);
      expect(await under.store.latest(10)).toEqual([told('b', 2)]);
    });
  });
}
