import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Receipt } from '../ports/budget-port.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createBudget } from './create-budget.ts';
import { availableMicros, nextLedger, usedShare, type Ledger } from './ledger-state.ts';
import { createMemoryLedgerStore } from './memory-ledger-store.ts';
import { parseLedger } from './parse-ledger.ts';

// Ten thousand rows take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const receipt = (change: object = {}): Receipt => ({
  ...{ key: 'k', owner: 'ann', operation: 'tell', state: 'spent' },
  ...{ reservedMicros: 9, spentMicros: 7, returnedMicros: 2, expiresAt: 1000 },
  ...change,
});

describe('a ledger', () => {
  it('that this code wrote is read as it was written', () => {
    const ledger: Ledger = { limitMicros: 100, spentMicros: 7, receipts: [receipt()] };
    expect(parseLedger(ledger, 50)).toBe(ledger);
  });

  it('that does not parse keeps every receipt that parses, counts its sum, and keeps the rest as it was', () => {
    const held = receipt({ key: 'h', state: 'held', spentMicros: 0 });
    const damaged = {
      ...{ limitMicros: 100, spentMicros: Number.NaN },
      receipts: [receipt(), held, receipt({ state: 'lent' }), null],
    };
    expect(parseLedger(damaged, 50)).toEqual({
      ...{ limitMicros: 100, spentMicros: 7, receipts: [receipt(), held], damaged },
    });
  });

  it('can be spent from and shown, for any stored value', () => {
    const odd = fc.oneof(fc.integer(), fc.anything());
    const receipts = fc.array(
      fc.oneof(fc.record({ state: odd, spentMicros: odd, expiresAt: odd }).map(receipt), odd),
    );
    const stored = fc.oneof(
      fc.record({ limitMicros: odd, spentMicros: odd, receipts: fc.oneof(receipts, odd) }),
      fc.anything(),
    );
    fc.assert(
      fc.property(stored, (found) => {
        const ledger = parseLedger(found, 100);
        const { ledger: next } = nextLedger(ledger, { type: 'expire', now: 5000 });
        expect(availableMicros(next)).not.toBeNaN();
        expect(usedShare(next)).not.toBeNaN();
        expect(parseLedger(next, 100)).toBe(next);
      }),
      { numRuns: 10_000 },
    );
  });
});

it('a budget reports a ledger that does not parse once to its sinks, and goes on with the readable part', async () => {
  const events: TelemetryEvent[] = [];
  const store = createMemoryLedgerStore<Ledger>();
  await store.update('ann', () => ({ ledger: { receipts: 'all' } as never, result: 0 }));
  const budget = createBudget({
    ...{ owner: 'ann', limitMicros: 100, store, platform: createVirtualPlatform() },
    sinks: [(event) => events.push(event)],
  });
  await budget.reserve('a', 60);
  await budget.commit('a', 25);
  expect(budget.getSnapshot()).toMatchObject({ limitMicros: 100, spentMicros: 25 });
  const told = events.filter(({ type }) => type === 'storage.damaged');
  expect(told).toMatchObject([{ rows: 1, failure: { code: 'STORAGE_CORRUPT' } }]);
});
