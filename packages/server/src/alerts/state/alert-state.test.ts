import { describe, expect, it } from 'vitest';
import {
  type AlertSignal,
  type AlertState,
  type AlertTimes,
  DEFAULT_TIMES,
  nextAlertState,
  nextTurn,
  QUIET,
} from './alert-state.ts';

const times: AlertTimes = { forMs: 10, keepMs: 20, coolDownMs: 50 };
const atOnce: AlertTimes = { forMs: 0, keepMs: 0, coolDownMs: 0 };
const ok = (at: number, coolUntil = 0): AlertState => ({ kind: 'ok', at, coolUntil });
const pending = (at: number, coolUntil = 0): AlertState => ({ kind: 'pending', at, coolUntil });
const firing = (at: number): AlertState => ({ kind: 'firing', at });
const settling = (at: number, firedAt: number): AlertState => ({ kind: 'settling', at, firedAt });

describe('an alert', () => {
  it.each<[AlertState, AlertSignal, number, AlertState]>([
    [ok(0), 'clear', 100, ok(0)],
    [ok(0), 'between', 100, ok(0)],
    [ok(0), 'withdrawn', 100, ok(0)],
    [ok(0), 'breach', 100, pending(100)],
    [ok(90, 140), 'breach', 100, pending(100, 140)],
    [pending(100), 'breach', 109, pending(100)],
    [pending(100), 'breach', 110, firing(110)],
    [pending(100, 140), 'breach', 139, pending(100, 140)],
    [pending(100, 140), 'breach', 140, firing(140)],
    [pending(100), 'between', 105, ok(105)],
    [pending(100), 'clear', 105, ok(105)],
    [pending(100, 140), 'withdrawn', 105, ok(105, 140)],
    [firing(110), 'breach', 120, firing(110)],
    [firing(110), 'between', 120, firing(110)],
    [firing(110), 'clear', 120, settling(120, 110)],
    [firing(110), 'withdrawn', 120, ok(120, 170)],
    [settling(120, 110), 'clear', 139, settling(120, 110)],
    [settling(120, 110), 'clear', 140, ok(140, 190)],
    [settling(120, 110), 'between', 130, firing(110)],
    [settling(120, 110), 'breach', 130, firing(110)],
    [settling(120, 110), 'withdrawn', 121, ok(121, 171)],
  ])('%j + %s at %d -> %j', (state, signal, now, after) => {
    expect(nextAlertState(state, signal, now, times)).toEqual(after);
  });

  it.each<[AlertState, AlertSignal, AlertState]>([
    [ok(0), 'breach', firing(100)],
    [firing(90), 'clear', ok(100, 100)],
  ])('without any times: %j + %s -> %j', (state, signal, after) => {
    expect(nextAlertState(state, signal, 100, atOnce)).toEqual(after);
  });

  it('is the same object while nothing changes, so that the store writes nothing', () => {
    for (const state of [ok(0), pending(95), firing(90), settling(95, 90)]) {
      const signal = {
        ok: 'clear',
        pending: 'breach',
        firing: 'breach',
        settling: 'clear',
      } as const;
      expect(nextAlertState(state, signal[state.kind], 100, times)).toBe(state);
    }
  });
});

it('an alert changes by itself when its wait is over, and never while it is quiet or fires', () => {
  expect(nextTurn(ok(7, 90), times)).toBeUndefined();
  expect(nextTurn(firing(7), times)).toBeUndefined();
  expect(nextTurn(pending(100), times)).toBe(110);
  expect(nextTurn(pending(100, 140), times)).toBe(140);
  expect(nextTurn(settling(120, 110), times)).toBe(140);
});

it('by default an alert fires at once, and settles for five minutes', () => {
  const since = nextAlertState(QUIET, 'breach', 0, DEFAULT_TIMES);
  expect(since).toEqual(firing(0));
  const over = nextAlertState(since, 'clear', 10, DEFAULT_TIMES);
  expect(nextAlertState(over, 'clear', 300_009, DEFAULT_TIMES)).toBe(over);
  expect(nextAlertState(over, 'clear', 300_010, DEFAULT_TIMES)).toEqual(ok(300_010, 300_010));
  expect(nextAlertState(ok(300_010, 300_010), 'breach', 300_010, DEFAULT_TIMES)).toEqual(
    firing(300_010),
  );
});
