import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spoilt } from '../database/spoilt-row.contract.ts';
import { endOf, recordOf, type LedgerRecord, type StoredEntry } from './entry-record.ts';
import { entry } from './outbox-stage.contract.ts';
import { sentEntries } from './sent-entries.ts';

const applied = { kind: 'applied', value: { id: 7 }, replayed: false } as const;
const stored = (changes: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(entry('a', { owner: 'mira', input: 'Mara' }), 1000),
  seq: 3,
  ...changes,
});

it('the end of an entry that took effect shows the entry to its owner, with its answer', async () => {
  const end = endOf(stored(), applied, 2000);
  expect(JSON.stringify(end)).not.toContain('"request"');
  const store = { ended: async () => [end] };
  expect(await sentEntries(store, 'mira', 0)).toMatchObject([
    { settledAt: 2000, end: applied, entry: { id: 'a', owner: 'mira', input: 'Mara', seq: 3 } },
  ]);
  expect(await sentEntries(store, 'noor', 0)).toEqual([]);
  expect(await sentEntries(store, undefined, 0)).toEqual([]);
});

it('a cancelled entry, one with a large body and the end of an older version show nothing', async () => {
  const bodyParts = { bytes: 50_000, sha256: '', text: true };
  const ends: readonly LedgerRecord[] = [
    endOf(stored(), { kind: 'cancelled' }, 2000),
    endOf(stored({ bodyParts }), applied, 2000),
    { id: 'a', owner: 'mira', settlement: applied, settledAt: 2000 },
  ];
  expect(await sentEntries({ ended: async () => ends }, 'mira', 0)).toEqual([]);
});

it('an end shows its entry in its place among the others or not at all, whatever the row holds', async () => {
  const whole = endOf(stored(), applied, 2000);
  await fc.assert(
    fc.asyncProperty(spoilt(whole.sent as object), async (sent) => {
      const store = { ended: async () => [{ ...whole, sent } as LedgerRecord] };
      for (const { entry: shown } of await sentEntries(store, 'mira', 0)) {
        expect([shown.seq, shown.createdAt].every(Number.isFinite)).toBe(true);
        expect([shown.id, shown.owner]).toEqual(['a', 'mira']);
      }
    }),
    { numRuns: 1_000 },
  );
});
