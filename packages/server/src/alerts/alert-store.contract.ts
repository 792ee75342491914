import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertChange, AlertStore } from './alert-store.ts';
import type { AlertRule } from './rules/alert-rule.ts';
import type { Alert } from './state/alert.ts';
import type { AlertEvent } from './state/alert-event.ts';
import type { AlertState } from './state/alert-state.ts';

export interface AlertStoreUnderTest<TTransaction> {
  readonly store: AlertStore<TTransaction>;
  /** Another server on the same store. */
  readonly other: AlertStore<TTransaction>;
  readonly close: () => Promise<void>;
}

const NOW = 1_700_000_000_123;
const rule: AlertRule = {
  ...{ id: 'new', title: 'New kinds', severity: 'info', kind: 'newKind', windowMs: 60_000 },
  count: { measure: 'failure' },
};
const alertOf = (
  fingerprint: string,
  version = 1,
  state: AlertState = { kind: 'firing', at: NOW },
): Alert => ({
  ...{ fingerprint, version, state, rule: 'new', title: 'New „kinds“ — λ', severity: 'info' },
  ...{ values: { operation: 'story.tell' }, episode: 1, also: 0, figuresAt: NOW },
});
const eventOf = (
  fingerprint: string,
  at: number,
  what: AlertEvent['what'],
  version = 1,
): AlertEvent => ({
  ...{ fingerprint, at, what, version, episode: 1, title: 'New kinds', severity: 'info' },
  targets: [],
});
const change = (parts: Partial<AlertChange>): AlertChange => ({
  alerts: [],
  events: [],
  memories: new Map(),
  ...parts,
});

/** The rules that every `AlertStore` keeps. */
export function alertStoreContract<TTransaction>(
  name: string,
  open: () => Promise<AlertStoreUnderTest<TTransaction>>,
): void {
  describe(`${name} as a store of alerts`, () => {
    let under: AlertStoreUnderTest<TTransaction>;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('lets one server judge, until its lease ends', async () => {
      const { store, other } = under;
      expect(await store.lease('one', NOW, 10)).toEqual({ holder: 'one', epoch: 1 });
      expect(await other.lease('other', NOW + 9, 10)).toBeUndefined();
      expect(await store.lease('one', NOW + 9, 10)).toEqual({ holder: 'one', epoch: 1 });
      expect(await other.lease('other', NOW + 18, 10)).toBeUndefined();
      expect(await other.lease('other', NOW + 19, 10)).toEqual({ holder: 'other', epoch: 2 });
      expect(await store.lease('one', NOW + 19, 10)).toBeUndefined();
    });

    it('lets another server judge at once when the lease is given back', async () => {
      const lease = await under.store.lease('one', NOW, 10);
      if (lease) await under.store.release(lease);
      expect(await under.other.lease('other', NOW, 10)).toEqual({ holder: 'other', epoch: 2 });
      if (lease) await under.store.release(lease);
      expect(await under.store.lease('one', NOW, 10)).toBeUndefined();
    });

    it('shows the last lease, and its end by the clock of its holder', async () => {
      expect(await under.other.leased()).toBeUndefined();
      const lease = await under.store.lease('one', NOW, 10);
      expect(await under.other.leased()).toEqual({ ...lease, until: NOW + 10 });
      if (lease) await under.store.release(lease);
      expect(await under.other.leased()).toEqual({ ...lease, until: 0 });
    });

    it('does not wait for a lease that a wrong clock made endless', async () => {
      await under.store.lease('one', NOW + 1_000_000, 10);
      expect(await under.other.lease('other', NOW, 10)).toEqual({ holder: 'other', epoch: 2 });
    });

    it('has no rules at first, and replaces them by revision', async () => {
      const { store, other } = under;
      expect(await store.rules()).toBeUndefined();
      expect(await store.saveRules({ revision: 1, rules: [rule], at: NOW, by: 'mara' })).toBe(true);
      expect(await other.rules()).toEqual({ revision: 1, rules: [rule], at: NOW, by: 'mara' });
      expect(await other.saveRules({ revision: 1, rules: [], at: NOW })).toBe(false);
      expect(await other.saveRules({ revision: 3, rules: [], at: NOW })).toBe(false);
      expect(await other.saveRules({ revision: 2, rules: [], at: NOW })).toBe(true);
      expect(await store.rules()).toEqual({ revision: 2, rules: [], at: NOW });
    });

    it.each([0, -4, 1.5, 2])('takes no first rules of revision %d', async (revision) => {
      const { store } = under;
      expect(await store.saveRules({ revision, rules: [rule], at: NOW })).toBe(false);
      expect(await store.rules()).toBeUndefined();
      expect(await store.saveRules({ revision: 1, rules: [rule], at: NOW })).toBe(true);
    });

    it('takes as many events at once as an outage of everything makes', async () => {
      const { store } = under;
      const events = Array.from({ length: 14_000 }, (_, index) =>
        eventOf(`a${index}`, NOW, 'fired'),
      );
      expect(await store.commit(change({ events }))).toBe(true);
      expect(await store.history(14_001)).toHaveLength(14_000);
    });

    it('knows no alert and no silence by a name that no database can keep', async () => {
      const { store } = under;
      for (const strange of ['a\0', '\uD83D']) {
        // oxlint-disable no-await-in-loop -- one name after the other
        expect(await store.alert(strange)).toBeUndefined();
        expect(await store.history(10, strange)).toEqual([]);
        expect(await store.endSilence(strange, NOW)).toBe(false);
        // oxlint-enable no-await-in-loop
      }
    });

    it('commits alerts, events, memories and notices together', async () => {
      const { store, other } = under;
      const lease = await store.lease('one', NOW, 10);
      const alerts = [alertOf('a'), alertOf('b')];
      const events = [eventOf('a', NOW, 'fired')];
      const memories = new Map<string, unknown>([['new', { known: { x: 1 } }]]);
      let enqueued = 0;
      const enqueue = async (): Promise<void> => void (enqueued += 1);
      expect(
        await store.commit(change({ ...(lease && { lease }), alerts, events, memories }), enqueue),
      ).toBe(true);
      expect(enqueued).toBe(1);
      expect(await other.open(NOW)).toEqual(alerts);
      expect(await other.alert('a')).toEqual(alerts[0]);
      expect(await other.history(10)).toEqual(events);
      expect(await other.memories()).toEqual(memories);
    });

    it('commits nothing when `enqueue` fails', async () => {
      const failing = under.store.commit(change({ alerts: [alertOf('a')] }), async () => {
        throw new Error('no relay');
      });
      await expect(failing).rejects.toThrow('no relay');
      expect(await under.store.open(NOW)).toEqual([]);
      expect(await under.store.commit(change({ alerts: [alertOf('a')] }))).toBe(true);
    });

    it('refuses a change under a lease that another server has taken over', async () => {
      const lease = await under.store.lease('one', NOW, 10);
      await under.other.lease('other', NOW + 10, 10);
      const late = change({ ...(lease && { lease }), alerts: [alertOf('a')] });
      let hasEnqueued = false;
      expect(
        await under.store.commit(late, async () => {
          hasEnqueued = true;
        }),
      ).toBe(false);
      expect(hasEnqueued).toBe(false);
      expect(await under.store.open(NOW)).toEqual([]);
    });

    it('refuses a whole change if one of its alerts has changed meanwhile', async () => {
      const { store, other } = under;
      await store.commit(change({ alerts: [alertOf('a'), alertOf('b')] }));
      await other.commit(change({ alerts: [alertOf('b', 2)] }));
      const late = change({
        alerts: [alertOf('a', 2), alertOf('b', 2)],
        events: [eventOf('a', NOW, 'told', 2)],
      });
      expect(await store.commit(late)).toBe(false);
      expect((await store.alert('a'))?.version).toBe(1);
      expect(await store.history(10)).toEqual([]);
      expect(await store.commit(change({ alerts: [alertOf('a')] }))).toBe(false);
    });

    it('takes one of ten changes that come at once', async () => {
      await under.store.commit(change({ alerts: [alertOf('a')] }));
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 === 0 ? under.store : under.other).commit(
            change({ alerts: [alertOf('a', 2)] }),
          ),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('lists alerts that are not ok, and those that cool down', async () => {
      const alerts = [
        alertOf('a', 1, { kind: 'pending', at: NOW, coolUntil: 0 }),
        alertOf('b', 1, { kind: 'settling', at: NOW, firedAt: NOW }),
        alertOf('c', 1, { kind: 'ok', at: NOW, coolUntil: NOW + 5 }),
        alertOf('d', 1, { kind: 'ok', at: NOW, coolUntil: NOW }),
      ];
      await under.store.commit(change({ alerts }));
      const listed = await under.store.open(NOW);
      expect(listed.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('lists the history from the newest event on', async () => {
      const events = [
        eventOf('a', 10, 'fired', 1),
        eventOf('a', 10, 'told', 1),
        eventOf('b', 20, 'fired', 1),
      ];
      await under.store.commit(change({ events }));
      expect((await under.store.history(10)).map(({ what }) => what)).toEqual([
        'fired',
        'told',
        'fired',
      ]);
      expect(await under.store.history(1)).toEqual([events[2]]);
      expect(await under.store.history(10, 'a')).toEqual([events[1], events[0]]);
    });

    it('keeps silences until they end', async () => {
      const { store, other } = under;
      const silence = {
        id: 's1',
        matcher: { rule: 'new' },
        since: NOW,
        until: NOW + 10,
        reason: 'move',
        author: 'mara',
      };
      await store.addSilence(silence);
      await store.addSilence({ ...silence, id: 's2', until: NOW + 5 });
      expect((await other.silences(NOW)).map(({ id }) => id).toSorted()).toEqual(['s1', 's2']);
      expect(await other.silences(NOW + 5)).toEqual([silence]);
      expect(await other.endSilence('s1', NOW + 10)).toBe(false);
      expect(await other.endSilence('s1', NOW + 9)).toBe(true);
      expect(await store.silences(NOW + 5)).toEqual([]);
    });

    it('removes old events and alerts that ended long ago, and no alert that fires', async () => {
      const alerts = [
        alertOf('fires', 1, { kind: 'firing', at: 1 }),
        alertOf('over', 1, { kind: 'ok', at: 1, coolUntil: 1 }),
        alertOf('cools', 1, { kind: 'ok', at: 1, coolUntil: 50 }),
      ];
      const events = [eventOf('over', 9, 'resolved'), eventOf('over', 10, 'told', 2)];
      await under.store.commit(change({ alerts, events }));
      expect(await under.store.prune(10)).toBe(2);
      expect(await under.store.history(10)).toEqual([events[1]]);
      expect(await under.store.alert('over')).toBeUndefined();
      expect(await under.store.alert('cools')).toBeDefined();
      expect(await under.store.alert('fires')).toBeDefined();
    });
  });
}
