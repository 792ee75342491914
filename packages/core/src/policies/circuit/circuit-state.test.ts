import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, newCircuit, settle } from './circuit-state.ts';
import type { CircuitState } from './circuit-state.ts';

const rules = { openMs: 1_000, maxOpenMs: 60_000, probes: 2, probeLeaseMs: 5_000 };
const closed = (serial: number, openings = 0, untilMs = 0): CircuitState => ({
  ...newCircuit,
  serial,
  openings,
  untilMs,
});
const open = (untilMs: number, openings = 1, serial = 8): CircuitState => ({
  ...newCircuit,
  kind: 'open',
  serial,
  openings,
  untilMs,
});
const halfOpen = (successes: number, serial: number, probing = 0, untilMs = 50): CircuitState => ({
  ...open(untilMs, 1, serial),
  kind: 'half-open',
  successes,
  probing,
});

describe('a circuit settles a call', () => {
  interface Told {
    readonly ticket: number;
    readonly failed: boolean | undefined;
    readonly nowMs?: number;
    readonly hintMs?: number;
  }
  it.each<[string, CircuitState, Told, CircuitState]>([
    ['opens when told to', closed(7), { ticket: 7, failed: true, nowMs: 9 }, open(1_009)],
    ['stays closed when not', closed(7), { ticket: 7, failed: false }, closed(7)],
    ['learns nothing from no evidence', closed(7), { ticket: 7, failed: undefined }, closed(7)],
    [
      'ignores an answer from before it last closed',
      closed(7),
      { ticket: 5, failed: true },
      closed(7),
    ],
    [
      'opens for longer when it is still the same trouble',
      closed(7, 3, 500),
      { ticket: 7, failed: true, nowMs: 499 },
      open(499 + 8_000, 4),
    ],
    [
      'opens for the first time again when it was well for long enough',
      closed(7, 3, 500),
      { ticket: 7, failed: true, nowMs: 500 },
      open(1_500, 1),
    ],
    [
      'never opens for longer than the longest time',
      closed(7, 40, 500),
      { ticket: 7, failed: true, nowMs: 0 },
      open(60_000, 41),
    ],
    [
      'leaves the server alone as long as it asked',
      closed(7),
      { ticket: 7, failed: true, nowMs: 9, hintMs: 4_000 },
      open(4_009),
    ],
    [
      'but not longer than the longest time',
      closed(7),
      { ticket: 7, failed: true, nowMs: 9, hintMs: 3_600_000 },
      open(60_009),
    ],
    ['ignores late answers while open', open(9), { ticket: 7, failed: false }, open(9)],
    ['ignores late failures while open', open(9), { ticket: 7, failed: true }, open(9)],
    ['counts a good probe', halfOpen(0, 9, 1), { ticket: 9, failed: false }, halfOpen(1, 9)],
    [
      'closes after enough good probes, and remembers for a time that it was open',
      halfOpen(1, 10, 1),
      { ticket: 10, failed: false, nowMs: 20 },
      closed(11, 1, 60_020),
    ],
    [
      'opens again on a bad probe, for longer',
      halfOpen(1, 10, 2, 90),
      { ticket: 10, failed: true, nowMs: 50 },
      open(2_050, 2, 11),
    ],
    [
      'frees the place of an abandoned probe',
      halfOpen(1, 9, 1),
      { ticket: 9, failed: undefined },
      halfOpen(1, 9),
    ],
    [
      'ignores late good answers while half-open',
      halfOpen(0, 9, 1),
      { ticket: 7, failed: false },
      halfOpen(0, 9, 1),
    ],
    [
      'ignores late failures while half-open',
      halfOpen(0, 9, 1),
      { ticket: 7, failed: true },
      halfOpen(0, 9, 1),
    ],
  ])('%s', (_, state, { ticket, failed, nowMs = 0, hintMs = 0 }, next) => {
    expect(settle(state, ticket, failed, nowMs, hintMs, rules)).toEqual(next);
  });
});

describe('a circuit is asked for admission', () => {
  it.each<[string, CircuitState, number, CircuitState | number]>([
    ['lets everyone pass while closed', closed(7), 0, closed(7)],
    ['refuses while open and says how long', open(1_000), 400, 600],
    ['refuses for ever while isolated', { ...open(Infinity), kind: 'isolated' }, 9e15, Infinity],
    ['makes the first caller after the rest a probe', open(1_000), 1_000, halfOpen(0, 9, 1, 6_000)],
    [
      'lets as many probes pass as it needs successes',
      halfOpen(0, 9, 1, 5_000),
      10,
      halfOpen(0, 9, 2, 5_010),
    ],
    [
      'refuses surplus probes for no longer than it would stay open',
      halfOpen(0, 10, 2, 5_000),
      10,
      1_000,
    ],
    ['refuses until the round of probes ends', halfOpen(1, 10, 1, 5_000), 4_800, 200],
    [
      'gives the place of a probe that never answered to another',
      halfOpen(1, 10, 1, 5_000),
      5_000,
      halfOpen(1, 11, 1, 10_000),
    ],
  ])('%s', (_, state, nowMs, admission) => {
    expect(admit(state, nowMs, rules)).toEqual(admission);
  });
});

describe('a circuit, for any course of events', () => {
  type Step =
    | { readonly do: 'ask'; readonly afterMs: number }
    | {
        readonly do: 'settle';
        readonly which: number;
        readonly failed: boolean | undefined;
        readonly hintMs: number;
      };
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('ask' as const), afterMs: fc.nat(3_000) }),
    fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(50),
      failed: fc.constantFrom(true, false, undefined),
      hintMs: fc.nat(100_000),
    }),
  );
  const steps = fc.array(step, { maxLength: 200 });

  function play(given: readonly Step[]): { state: CircuitState; ms: number; mostProbes: number } {
    let state = newCircuit;
    let ms = 0;
    let mostProbes = 0;
    const tickets: number[] = [];
    for (const next of given) {
      if (next.do === 'ask') {
        ms += next.afterMs;
        const admission = admit(state, ms, rules);
        if (typeof admission === 'number') continue;
        state = admission;
        tickets.push(state.serial);
      } else {
        const [ticket] = tickets.splice(next.which % Math.max(1, tickets.length), 1);
        if (ticket !== undefined)
          state = settle(state, ticket, next.failed, ms, next.hintMs, rules);
      }
      mostProbes = Math.max(mostProbes, state.probing);
    }
    return { state, ms, mostProbes };
  }

  it('has no more probes under way than it needs successes', () => {
    fc.assert(
      fc.property(steps, (given) => {
        expect(play(given).mostProbes).toBeLessThanOrEqual(rules.probes);
      }),
    );
  });

  it('refuses with a wait after which it no longer refuses, and never with too long a wait', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { state, ms } = play(given);
        const first = admit(state, ms, rules);
        if (typeof first !== 'number') return;
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThanOrEqual(rules.maxOpenMs);
        const later = admit(state, ms + rules.maxOpenMs + rules.probeLeaseMs, rules);
        expect(later).toBeTypeOf('object');
      }),
    );
  });

  it('is closed by a recovered server, however many probes were lost before', () => {
    fc.assert(
      fc.property(steps, (given) => {
        let { state, ms } = play(given);
        // From here on the server answers. All old probes stay unanswered for ever.
        ms += rules.maxOpenMs + rules.probeLeaseMs;
        for (let call = 0; call < rules.probes && state.kind !== 'closed'; call += 1) {
          const admission = admit(state, ms, rules);
          if (typeof admission === 'number') break;
          state = settle(admission, admission.serial, false, ms, 0, rules);
        }
        expect(state.kind).toBe('closed');
      }),
    );
  });
});
