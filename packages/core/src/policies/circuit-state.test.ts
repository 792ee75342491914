import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, newCircuit, settle } from './circuit-state.ts';
import type { Admission, CircuitRules, CircuitState, Evidence } from './circuit-state.ts';
import type { Moment } from './elapsed.ts';

const rules: CircuitRules = {
  window: 6,
  minimumCalls: 4,
  failureRate: 0.5,
  consecutiveFailures: 3,
  openMs: 1_000,
  probes: 2,
  probeLeaseMs: 5_000,
};
const at = (ms: number): Moment => ({ wall: 1_000_000 + ms, monotonic: ms });
const failedAt = (ms: number, retryAfterMs?: number): Evidence => ({
  kind: 'failed',
  at: at(ms),
  retryAfterMs,
});
const succeeded: Evidence = { kind: 'succeeded' };
const none: Evidence = { kind: 'none' };

const closed = (outcomes: number, calls: number): CircuitState => ({
  kind: 'closed',
  serial: 7,
  outcomes,
  calls,
});
const open = (sinceMs: number, openMs = 1_000): CircuitState => ({
  kind: 'open',
  serial: 8,
  since: at(sinceMs),
  openMs,
});
const halfOpen = (
  successes: number,
  serial: number,
  ...leases: [number, number][]
): CircuitState => ({
  kind: 'half-open',
  serial,
  successes,
  leases: leases.map(([ticket, since]) => ({ ticket, since: at(since) })),
});

describe('a circuit settles a call', () => {
  it.each<[string, CircuitState, number, Evidence, CircuitState]>([
    ['remembers a success', closed(0b0, 0), 7, succeeded, closed(0b0, 1)],
    ['remembers a failure', closed(0b0, 1), 7, failedAt(0), closed(0b1, 2)],
    ['forgets what leaves the window', closed(0b100001, 6), 7, succeeded, closed(0b000010, 6)],
    ['learns nothing from no evidence', closed(0b1, 2), 7, none, closed(0b1, 2)],
    ['opens after failures in a row, however few calls', closed(0b11, 2), 7, failedAt(9), open(9)],
    ['opens at the rate, once there are enough calls', closed(0b010, 3), 7, failedAt(9), open(9)],
    [
      'says nothing about a rate of too few calls',
      closed(0b10, 2),
      7,
      failedAt(9),
      closed(0b101, 3),
    ],
    ['stays closed below the rate', closed(0b000000, 6), 7, failedAt(9), closed(0b000001, 6)],
    [
      'ignores an answer from before it last closed',
      closed(0b11, 2),
      5,
      failedAt(9),
      closed(0b11, 2),
    ],
    [
      'leaves the server alone as long as it asked',
      closed(0b11, 2),
      7,
      failedAt(9, 4_000),
      open(9, 4_000),
    ],
    ['but not longer than a minute', closed(0b11, 2), 7, failedAt(9, 3_600_000), open(9, 60_000)],
    ['ignores late answers while open', open(9), 7, succeeded, open(9)],
    ['ignores late failures while open', open(9), 7, failedAt(500), open(9)],
    ['counts a good probe', halfOpen(0, 9, [9, 0]), 9, succeeded, halfOpen(1, 9)],
    [
      'closes with a clean record after enough good probes',
      halfOpen(1, 10, [10, 0]),
      10,
      succeeded,
      { kind: 'closed', serial: 11, outcomes: 0, calls: 0 },
    ],
    [
      'opens again on a bad probe',
      halfOpen(1, 10, [9, 0], [10, 0]),
      9,
      failedAt(50),
      { kind: 'open', serial: 11, since: at(50), openMs: 1_000 },
    ],
    ['frees the place of an abandoned probe', halfOpen(1, 9, [9, 0]), 9, none, halfOpen(1, 9)],
    [
      'ignores late good answers while half-open',
      halfOpen(0, 9, [9, 0]),
      7,
      succeeded,
      halfOpen(0, 9, [9, 0]),
    ],
    [
      'ignores late failures while half-open',
      halfOpen(0, 9, [9, 0]),
      7,
      failedAt(9),
      halfOpen(0, 9, [9, 0]),
    ],
  ])('%s', (_, state, ticket, evidence, next) => {
    expect(settle(state, ticket, evidence, rules)).toEqual(next);
  });

  it('gives back the very same state for a success in a healthy window', () => {
    const healthy = closed(0, 6);
    expect(settle(healthy, 7, succeeded, rules)).toBe(healthy);
  });
});

const admitted = (ticket: number, state: CircuitState): Admission => ({
  admitted: true,
  ticket,
  state,
});
const refused = (retryAfterMs: number): Admission => ({ admitted: false, retryAfterMs });

describe('a circuit is asked for admission', () => {
  it.each<[string, CircuitState, Moment, Admission]>([
    ['lets everyone pass while closed', closed(0b1, 3), at(0), admitted(7, closed(0b1, 3))],
    ['refuses while open and says how long', open(0), at(400), refused(600)],
    [
      'makes the first caller after the rest a probe',
      open(0),
      at(1_000),
      admitted(9, halfOpen(0, 9, [9, 1_000])),
    ],
    [
      'trusts the wall clock when the device slept',
      open(0),
      { wall: 1_000_000 + 1_000, monotonic: 1 },
      admitted(9, {
        kind: 'half-open',
        serial: 9,
        successes: 0,
        leases: [{ ticket: 9, since: { wall: 1_001_000, monotonic: 1 } }],
      }),
    ],
    ['is not held up by a wall clock set back', open(0), { wall: 0, monotonic: 400 }, refused(600)],
    [
      'lets as many probes pass as it needs successes',
      halfOpen(0, 9, [9, 0]),
      at(10),
      admitted(10, halfOpen(0, 10, [9, 0], [10, 10])),
    ],
    [
      'refuses surplus probes for no longer than it would stay open',
      halfOpen(0, 10, [9, 0], [10, 0]),
      at(10),
      refused(1_000),
    ],
    ['refuses until the first lease ends', halfOpen(1, 10, [10, 0]), at(4_800), refused(200)],
    [
      'gives the place of a probe that never answered to another',
      halfOpen(1, 10, [10, 0]),
      at(5_000),
      admitted(11, halfOpen(1, 11, [11, 5_000])),
    ],
  ])('%s', (_, state, now, admission) => {
    expect(admit(state, now, rules)).toEqual(admission);
  });
});

describe('whatever happens', () => {
  type Step =
    | { readonly do: 'ask'; readonly afterMs: number }
    | {
        readonly do: 'settle';
        readonly which: number;
        readonly as: 'succeeded' | 'failed' | 'none';
      };
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('ask' as const), afterMs: fc.integer({ min: 0, max: 3_000 }) }),
    fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(50),
      as: fc.constantFrom('succeeded', 'failed', 'none'),
    }),
  );

  function play(steps: readonly Step[]): { state: CircuitState; ms: number; mostProbes: number } {
    let state = newCircuit;
    let ms = 0;
    let mostProbes = 0;
    const tickets: number[] = [];
    for (const next of steps) {
      if (next.do === 'ask') {
        ms += next.afterMs;
        const admission = admit(state, at(ms), rules);
        if (!admission.admitted) continue;
        state = admission.state;
        tickets.push(admission.ticket);
      } else {
        const [ticket] = tickets.splice(next.which % Math.max(1, tickets.length), 1);
        const evidence = next.as === 'failed' ? failedAt(ms) : { kind: next.as };
        if (ticket !== undefined) state = settle(state, ticket, evidence, rules);
      }
      mostProbes = Math.max(mostProbes, state.kind === 'half-open' ? state.leases.length : 0);
    }
    return { state, ms, mostProbes };
  }

  it('no more probes are under way than it needs successes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        expect(play(steps).mostProbes).toBeLessThanOrEqual(rules.probes);
      }),
    );
  });

  it('a recovered server closes the circuit, however its probes were lost before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let { state, ms } = play(steps);
        // From here on the server answers. All old probes stay unanswered for ever.
        ms += rules.openMs + rules.probeLeaseMs;
        for (let call = 0; call < rules.probes && state.kind !== 'closed'; call += 1) {
          const admission = admit(state, at(ms), rules);
          if (!admission.admitted) break;
          state = settle(admission.state, admission.ticket, succeeded, rules);
        }
        expect(state.kind).toBe('closed');
      }),
    );
  });

  it('a circuit is left half-open only by evidence', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { state, ms } = play(steps);
        fc.pre(state.kind === 'half-open');
        const admission = admit(state, at(ms + rules.probeLeaseMs), rules);
        if (!admission.admitted) throw new Error('wedged half-open');
        const failed = settle(admission.state, admission.ticket, failedAt(ms), rules);
        expect(failed.kind).toBe('open');
      }),
      { numRuns: 50, maxSkipsPerRun: 1_000 },
    );
  });
});
