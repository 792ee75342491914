import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ThreatState } from './threat-state.ts';
import type { Party, ThreatStore } from './threat-store.ts';

export interface ThreatStoreUnderTest {
  readonly store: ThreatStore;
  /** Another server on the same store. */
  readonly other: ThreatStore;
  readonly close: () => Promise<void>;
}

const watched = (score: number, at = 7): ThreatState => ({
  kind: 'watched',
  score,
  at,
  strikes: 0,
  struckAt: 0,
});
const blocked = (until: number): Extract<ThreatState, { readonly kind: 'blocked' }> => ({
  kind: 'blocked',
  since: 1_700_000_000_000,
  until,
  reason: 'attack',
  strikes: 2,
  struckAt: until,
});
const address = (id: string): Party => ({ kind: 'address', id });
const more = (state: ThreatState | undefined): ThreatState =>
  watched((state?.kind === 'watched' ? state.score : 0) + 1);

/** The rules that every `ThreatStore` keeps. */
export function threatStoreContract(name: string, open: () => Promise<ThreatStoreUnderTest>): void {
  describe(`${name} as a threat store`, () => {
    let under: ThreatStoreUnderTest;
    const mara = address('192.0.2.1');

    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('knows no party at first', async () => {
      expect(await under.store.read(mara)).toBeUndefined();
      expect(await under.store.blocked(0, 10)).toEqual([]);
    });

    it('gives back the result of a change, number for number', async () => {
      const state = watched(12.345_678_901_234_5, 1_700_000_000_123);
      const change = await under.store.change(mara, () => state);
      expect(change).toEqual({ before: undefined, after: state });
      expect(await under.store.read(mara)).toEqual(state);
    });

    it('lets a change build on the one before', async () => {
      await under.store.change(mara, more);
      const { before, after } = await under.store.change(mara, more);
      expect([before, after]).toEqual([watched(1), watched(2)]);
    });

    it('keeps the same id of two kinds apart', async () => {
      await under.store.change({ kind: 'user', id: 'mara' }, more);
      expect(await under.store.read({ kind: 'sign-in', id: 'mara' })).toBeUndefined();
      expect(await under.store.read({ kind: 'user', id: 'mara' })).toEqual(watched(1));
    });

    it('loses none of fifty changes at once by two servers', async () => {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? under.store : under.other).change(mara, more),
        ),
      );
      expect(await under.other.read(mara)).toEqual(watched(50));
    });

    it('shows another server a change at once', async () => {
      await under.store.change(mara, () => blocked(9));
      expect(await under.other.read(mara)).toEqual(blocked(9));
    });

    it('changes nothing when the change fails', async () => {
      await under.store.change(mara, more);
      const failing = under.store.change(mara, () => {
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await under.store.read(mara)).toEqual(watched(1));
    });

    it('lists parties with a block that is not over, the longest first, and no more than asked for', async () => {
      const later = 1_700_000_000_000;
      await under.store.change(address('a'), () => blocked(later + 1));
      await under.store.change(address('b'), () => blocked(later + 3));
      await under.store.change(address('c'), () => blocked(later));
      await under.store.change(address('d'), more);
      const b = { party: address('b'), state: blocked(later + 3) };
      const a = { party: address('a'), state: blocked(later + 1) };
      expect(await under.store.blocked(later, 10)).toEqual([b, a]);
      expect(await under.store.blocked(later, 1)).toEqual([b]);
    });

    it('lists blocks page by page, also those that end at one time', async () => {
      for (const id of ['c', 'a', 'd', 'b']) {
        await under.store.change(address(id), () => blocked(id === 'd' ? 30 : 20));
      }
      const seen: string[] = [];
      let after: (Party & { readonly until: number }) | undefined;
      for (let page = 0; page < 5; page += 1) {
        const [first] = await under.store.blocked(10, 1, after);
        if (!first) break;
        seen.push(first.party.id);
        after = { ...first.party, until: first.state.until };
      }
      expect(seen).toEqual(['d', 'a', 'b', 'c']);
    });

    it('forgets parties without new evidence, but no block that goes on', async () => {
      await under.store.change(address('old'), () => watched(1, 10));
      await under.store.change(address('new'), () => watched(1, 20));
      await under.store.change(address('over'), () => blocked(19));
      await under.store.change(address('going on'), () => blocked(20));
      expect(await under.store.prune(20)).toBe(2);
      expect(await under.store.read(address('old'))).toBeUndefined();
      expect(await under.store.read(address('over'))).toBeUndefined();
      expect(await under.store.read(address('new'))).toBeDefined();
      expect(await under.store.read(address('going on'))).toBeDefined();
    });
  });
}
