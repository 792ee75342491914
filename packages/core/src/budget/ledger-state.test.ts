import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availableMicros,
  newLedger,
  nextLedger,
  passedThreshold,
  usedShare,
  type Ledger,
  type LedgerEvent,
} from './ledger-state.ts';

const full: Ledger = newLedger(100);
const play = (events: readonly LedgerEvent[], from: Ledger = full): Ledger =>
  events.reduce((ledger, event) => nextLedger(ledger, event).ledger, from);
const reserve = (id: string, micros: number, expiresAt = 10): LedgerEvent => ({
  type: 'reserve',
  id,
  micros,
  expiresAt,
});

describe('a budget', () => {
  it.each<[string, readonly LedgerEvent[], number]>([
    ['holds back what is reserved', [reserve('a', 60)], 40],
    ['charges a retry with the same id only once', [reserve('a', 60), reserve('a', 60)], 40],
    ['also when both would fit', [reserve('a', 30), reserve('a', 30)], 70],
    [
      'keeps what the server says it cost',
      [reserve('a', 60), { type: 'commit', id: 'a', micros: 25 }],
      75,
    ],
    [
      'commits once however often it is told',
      [
        reserve('a', 60),
        { type: 'commit', id: 'a', micros: 25 },
        { type: 'commit', id: 'a', micros: 25 },
      ],
      75,
    ],
    ['gives back what was never sent', [reserve('a', 60), { type: 'release', id: 'a' }], 100],
    [
      'gives back what nobody settled in time',
      [reserve('a', 60, 10), { type: 'expire', now: 10 }],
      100,
    ],
    ['keeps a reservation until its time', [reserve('a', 60, 10), { type: 'expire', now: 9 }], 40],
    [
      'is never negative when the server took more',
      [reserve('a', 60), { type: 'commit', id: 'a', micros: 150 }],
      0,
    ],
    [
      'still charges what the server tells after the reservation was given back',
      [reserve('a', 60, 10), { type: 'expire', now: 10 }, { type: 'commit', id: 'a', micros: 25 }],
      75,
    ],
    [
      'waits a day for that, not for ever',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        { type: 'expire', now: 10 + 86_400_000 },
        { type: 'commit', id: 'a', micros: 25 },
      ],
      100,
    ],
    [
      'and until then remembers',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        { type: 'expire', now: 10 + 86_399_999 },
        { type: 'commit', id: 'a', micros: 25 },
      ],
      75,
    ],
    [
      'charges once what was given back and reserved again',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        reserve('a', 60, 30),
        { type: 'commit', id: 'a', micros: 25 },
        { type: 'commit', id: 'a', micros: 25 },
      ],
      75,
    ],
    ['takes the server’s limit', [{ type: 'set', limitMicros: 500 }], 500],
    [
      'takes the server’s word on what is spent',
      [reserve('a', 10), { type: 'set', limitMicros: 500, spentMicros: 450 }],
      40,
    ],
    ['takes no nonsense for a limit', [{ type: 'set', limitMicros: Number.NaN }], 100],
    [
      'takes no fraction for a cost',
      [reserve('a', 60), { type: 'commit', id: 'a', micros: 0.5 }],
      40,
    ],
  ])('%s', (_title, events, available) => {
    expect(availableMicros(play(events))).toBe(available);
  });

  it('refuses a reservation that does not fit, and changes nothing', () => {
    const ledger = play([reserve('a', 60)]);
    expect(nextLedger(ledger, reserve('b', 41))).toEqual({ ledger, accepted: false });
  });

  it.each([-1, 0.5, Number.NaN, Infinity])('refuses to reserve %d', (micros) => {
    expect(nextLedger(full, reserve('a', micros)).accepted).toBe(false);
  });

  it('knows which share is used, and which threshold a step passed', () => {
    expect(usedShare(play([reserve('a', 60)]))).toBe(0.6);
    expect(usedShare(newLedger(0))).toBe(1);
    expect(passedThreshold(0.5, 0.97, [0.8, 0.95])).toBe(0.95);
    expect(passedThreshold(0.8, 0.9, [0.8, 0.95])).toBeUndefined();
    expect(passedThreshold(0.9, 0.5, [0.8])).toBeUndefined();
  });

  it('never promises more than it has, whatever happens in whatever order', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const micros = fc.integer({ min: 0, max: 70 });
    const event: fc.Arbitrary<LedgerEvent> = fc.oneof(
      fc.record({ type: fc.constant('reserve' as const), id, micros, expiresAt: fc.nat(20) }),
      fc.record({ type: fc.constant('release' as const), id }),
      fc.record({ type: fc.constant('commit' as const), id, micros: fc.constant(0) }),
      fc.record({ type: fc.constant('expire' as const), now: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const reserved = Object.values(play(events).reservations).reduce(
          (sum, r) => sum + r.micros,
          0,
        );
        expect(reserved).toBeLessThanOrEqual(100);
      }),
    );
  });
});
