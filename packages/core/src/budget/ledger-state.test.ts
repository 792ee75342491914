import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../ports/budget-port.ts';
import {
  availableMicros,
  newLedger,
  nextLedger,
  passedThreshold,
  reservedMicros,
  usedShare,
  type Ledger,
  type LedgerEvent,
} from './ledger-state.ts';

const full: Ledger = newLedger(100);
const play = (events: readonly LedgerEvent[], from: Ledger = full): Ledger =>
  events.reduce((ledger, event) => nextLedger(ledger, event).ledger, from);
const reserve = (key: string, micros: number, expiresAt = 10): LedgerEvent => ({
  ...{ type: 'reserve', key, owner: 'ann', operation: 'story.tell' },
  ...{ micros, expiresAt },
});

const commit = (micros?: number): LedgerEvent => ({ type: 'commit', key: 'a', micros });
const refused = (micros: number): LedgerEvent => ({ type: 'refused', micros });

describe('a budget', () => {
  it.each<[string, readonly LedgerEvent[], number]>([
    ['holds back what is reserved', [reserve('a', 60)], 40],
    ['charges a retry with the same id only once', [reserve('a', 60), reserve('a', 60)], 40],
    ['also when both would fit', [reserve('a', 30), reserve('a', 30)], 70],
    [
      'keeps what the server says it cost',
      [reserve('a', 60), { type: 'commit', key: 'a', micros: 25 }],
      75,
    ],
    [
      'commits once however often it is told',
      [
        reserve('a', 60),
        { type: 'commit', key: 'a', micros: 25 },
        { type: 'commit', key: 'a', micros: 25 },
      ],
      75,
    ],
    ['gives back what was never sent', [reserve('a', 60), { type: 'release', key: 'a' }], 100],
    [
      'gives back a reservation that was not settled in time',
      [reserve('a', 60, 10), { type: 'expire', now: 10 }],
      100,
    ],
    ['keeps a reservation until its time', [reserve('a', 60, 10), { type: 'expire', now: 9 }], 40],
    [
      'is never negative when the server took more',
      [reserve('a', 60), { type: 'commit', key: 'a', micros: 150 }],
      0,
    ],
    [
      'still charges what the server tells after the reservation was given back',
      [reserve('a', 60, 10), { type: 'expire', now: 10 }, { type: 'commit', key: 'a', micros: 25 }],
      75,
    ],
    [
      'waits a day for that, not for ever',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        { type: 'expire', now: 10 + 86_400_000 },
        { type: 'commit', key: 'a', micros: 25 },
      ],
      100,
    ],
    [
      'and until then remembers',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        { type: 'expire', now: 10 + 86_399_999 },
        { type: 'commit', key: 'a', micros: 25 },
      ],
      75,
    ],
    [
      'charges once what was given back and reserved again',
      [
        reserve('a', 60, 10),
        { type: 'expire', now: 10 },
        reserve('a', 60, 30),
        { type: 'commit', key: 'a', micros: 25 },
        { type: 'commit', key: 'a', micros: 25 },
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
      [reserve('a', 60), { type: 'commit', key: 'a', micros: 0.5 }],
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

  it('never promises more than it has, for any steps in any order', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const told = { key, owner: fc.constant('ann'), operation: fc.constant('story.tell') };
    const micros = fc.integer({ min: 0, max: 70 });
    const event: fc.Arbitrary<LedgerEvent> = fc.oneof(
      fc.record({ type: fc.constant('reserve' as const), ...told, micros, expiresAt: fc.nat(20) }),
      fc.record({ type: fc.constant('release' as const), key }),
      fc.record({ type: fc.constant('commit' as const), key, micros: fc.constant(0) }),
      fc.record({ type: fc.constant('expire' as const), now: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(reservedMicros(play(events))).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('a receipt', () => {
  const release: LedgerEvent = { type: 'release', key: 'a' };
  const expire: LedgerEvent = { type: 'expire', now: 10 };

  it.each<[string, readonly LedgerEvent[], readonly [Receipt['state'], number, number]]>([
    ['is held while the operation is under way', [], ['held', 0, 0]],
    ['says what was spent and what came back', [commit(25)], ['spent', 25, 35]],
    ['is of what was reserved when the server tells no figure', [commit()], ['spent', 60, 0]],
    [
      'keeps the figure that came when it is settled again',
      [commit(25), commit()],
      ['spent', 25, 35],
    ],
    ['takes the last figure of the server', [commit(25), commit(30)], ['spent', 30, 30]],
    ['gives nothing back when the server took more', [commit(90)], ['spent', 90, 0]],
    ['gives everything back', [release], ['returned', 0, 60]],
    ['gives everything back that was not settled', [expire], ['expired', 0, 60]],
    [
      'is spent though it was given back, if the server says so',
      [release, commit(25)],
      ['spent', 25, 35],
    ],
    ['is not given back once it is spent', [commit(25), release], ['spent', 25, 35]],
    ['is not reserved again once it is spent', [commit(25), reserve('a', 60)], ['spent', 25, 35]],
    ['is held again when it was given back', [release, reserve('a', 40)], ['held', 0, 0]],
  ])('%s', (_title, events, [state, spentMicros, returnedMicros]) => {
    const ledger = play([reserve('a', 60), ...events]);
    expect(ledger.receipts).toMatchObject([
      { key: 'a', owner: 'ann', operation: 'story.tell', state, spentMicros, returnedMicros },
    ]);
    expect(ledger.spentMicros).toBe(spentMicros);
  });

  it('is forgotten when a hundred newer ones are settled, but never while it is held', () => {
    const paid = Array.from({ length: 101 }, (_, index) => `b${index}`);
    const ledger = play([
      reserve('a', 60),
      ...paid.flatMap((key): LedgerEvent[] => [
        reserve(key, 1),
        { type: 'commit', key, micros: 0 },
      ]),
    ]);
    expect(ledger.receipts.map(({ key }) => key)).toEqual(['a', ...paid.slice(1)]);
  });
});

describe('a refusal of the server', () => {
  it.each<[string, readonly LedgerEvent[], number]>([
    ['leaves less than was refused', [refused(60)], 59],
    ['says nothing new where less was left', [reserve('a', 60), refused(60)], 40],
    ['leaves nothing when nothing was affordable', [refused(0)], 0],
  ])('%s', (_title, events, available) => {
    expect(availableMicros(play(events))).toBe(available);
  });
});
