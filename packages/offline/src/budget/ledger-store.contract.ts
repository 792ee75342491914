import type { LedgerStore } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';

/** Adds to a number and returns the number from before. A store needs no richer ledger. */
export const add =
  (amount: number) =>
  (
    before: number | undefined,
  ): { readonly ledger: number; readonly result: number | undefined } => ({
    ledger: (before ?? 0) + amount,
    result: before,
  });

/** What every ledger store promises. `createStore` returns a new, empty store at each call. */
export function ledgerStoreContract(createStore: () => LedgerStore<number>): void {
  describe('a ledger store', () => {
    it('has no ledger for an owner that it never kept', async () => {
      expect(await createStore().update('mira', add(1))).toBeUndefined();
    });

    it('gives each step the ledger that the step before left', async () => {
      const store = createStore();
      await store.update('mira', add(1));
      expect(await store.update('mira', add(10))).toBe(1);
      expect(await store.update('mira', add(0))).toBe(11);
    });

    it('keeps owners with any names apart', async () => {
      const store = createStore();
      const owners = ['', 'mira', 'mira,noor', '__proto__'];
      for (const [index, owner] of owners.entries()) await store.update(owner, add(index + 1));
      for (const [index, owner] of owners.entries()) {
        expect(await store.update(owner, add(0))).toBe(index + 1);
      }
    });

    it('loses none of several steps at the same time', async () => {
      const store = createStore();
      const steps = await Promise.all(
        Array.from({ length: 100 }, () => store.update('mira', add(1))),
      );
      expect(new Set(steps).size).toBe(100);
      expect(await store.update('mira', add(0))).toBe(100);
    });

    it('keeps nothing of a step that throws, and goes on', async () => {
      const store = createStore();
      await store.update('mira', add(1));
      const broken = store.update('mira', () => {
        throw new TypeError('a bug');
      });
      await expect(broken).rejects.toBeInstanceOf(Error);
      expect(await store.update('mira', add(0))).toBe(1);
    });
  });
}
