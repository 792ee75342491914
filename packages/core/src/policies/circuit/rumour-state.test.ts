import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { newCircuit } from './circuit-state.ts';
import type { CircuitState } from './circuit-state.ts';
import { parseRumour, probeNext } from './rumour-state.ts';
import type { Rumour } from './rumour-state.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('a message of another tab', () => {
  const circuit = { type: 'holdfast.circuit', name: 'api', state: 'open' } as const;
  const limit = { type: 'holdfast.limit', name: 'api', remaining: 0, resetMs: 60_000 } as const;

  it.each<[string, unknown, Rumour | undefined]>([
    ['a circuit that opened', circuit, circuit],
    ['a circuit that closed', { ...circuit, state: 'closed' }, { ...circuit, state: 'closed' }],
    ['no more than is understood', { ...circuit, openMs: 5 }, circuit],
    ['what is left of a limit', limit, limit],
    ['a limit for a minute at most', { ...limit, resetMs: 60_001 }, limit],
    ['a limit that is over', { ...limit, resetMs: 0 }, { ...limit, resetMs: 0 }],
    ['nothing of a circuit that only probes', { ...circuit, state: 'half-open' }, undefined],
    ['nothing of a circuit without a name', { type: circuit.type, state: 'open' }, undefined],
    ['nothing of a limit without a name', { ...limit, name: 7 }, undefined],
    ['nothing of a limit whose rest is unknown', { ...limit, remaining: '3' }, undefined],
    ['nothing of a limit below nothing', { ...limit, remaining: -1 }, undefined],
    ['nothing of a limit without an end', { ...limit, resetMs: Infinity }, undefined],
    ['nothing of a kind it does not know', { ...circuit, type: 'holdfast.draft' }, undefined],
    ['nothing in a limit’s words of a circuit', { ...limit, type: circuit.type }, undefined],
    ['nothing in a circuit’s words of a limit', { ...circuit, type: limit.type }, undefined],
    ['nothing by a text', 'holdfast.circuit', undefined],
    ['nothing by nothing', null, undefined],
    ['nothing by silence', undefined, undefined],
  ])('is %s', (_, message, rumour) => {
    expect(parseRumour(message)).toEqual(rumour);
  });

  it('is read whole or not at all, for any posted message', () => {
    const odd = fc.oneof(fc.integer(), fc.double(), fc.anything({ maxDepth: 1 }));
    const near = fc.record(
      {
        type: fc.oneof(fc.constantFrom(circuit.type, limit.type), odd),
        name: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__'), odd),
        state: fc.oneof(fc.constantFrom('open', 'closed', 'half-open'), odd),
        ...{ remaining: odd, resetMs: odd },
        // An own member of this name, as a structured clone brings it.
        ['__proto__']: odd,
      },
      { requiredKeys: ['type', 'name'] },
    );
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), (message) => {
        const rumour = parseRumour(message);
        const { remaining, resetMs } =
          rumour?.type === limit.type ? rumour : { remaining: 0, resetMs: 0 };
        expect(remaining >= 0 && resetMs >= 0 && resetMs <= 60_000).toBe(true);
        expect(['string', 'undefined']).toContain(typeof rumour?.name);
        expect(parseRumour(rumour)).toEqual(rumour);
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});

describe('a circuit that hears of another tab’s', () => {
  const trouble: CircuitState = {
    ...newCircuit,
    kind: 'open',
    serial: 4,
    openings: 2,
    untilMs: 900,
    successes: 1,
    probing: 1,
  };
  /** Open, but its time is over: the first call is the probe. */
  const looking = { ...newCircuit, kind: 'open', serial: 5, openings: 2 };

  it.each<[string, CircuitState, 'open' | 'closed', unknown]>([
    ['probes before it trusts on', { ...trouble, kind: 'closed' }, 'open', looking],
    ['probes before its time is over', trouble, 'closed', looking],
    ['knows already that it is open', trouble, 'open', undefined],
    ['knows already that it is closed', { ...trouble, kind: 'closed' }, 'closed', undefined],
    ['is looking already when one opened', { ...trouble, kind: 'half-open' }, 'open', undefined],
    ['is looking already when one closed', { ...trouble, kind: 'half-open' }, 'closed', undefined],
    ['stays isolated when one opened', { ...trouble, kind: 'isolated' }, 'open', undefined],
    ['stays isolated when one closed', { ...trouble, kind: 'isolated' }, 'closed', undefined],
  ])('%s', (_, state, heard, next) => {
    expect(probeNext(state, heard)).toEqual(next);
  });
});
