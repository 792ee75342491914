import { describe, expect, it } from 'vitest';
import { drawScenario } from './draw-scenario.ts';
import { readScenario } from './read-scenario.ts';

const seeds = Array.from({ length: 500 }, (_, seed) => seed);

describe('a drawn scenario', () => {
  it('is a valid scenario, and the same for the same seed', () => {
    for (const seed of seeds) {
      const scenario = drawScenario(seed);
      expect(readScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
      expect(drawScenario(seed)).toEqual(scenario);
    }
  });

  it('reaches every kind of fault in some seed', () => {
    const text = JSON.stringify(seeds.map((seed) => drawScenario(seed)));
    const all = [
      ...['offline', 'refused', 'cutRequest', 'cutAnswer', 'delayMs', '429', '500', '503', 'html'],
      ...['truncated', 'wrongJson', 'slow', 'full', 'failNth', 'jumpMs', 'freeze', 'second'],
      ...['reload'],
    ];
    expect(all.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
    expect(text).toContain('"tab":"kill"');
    expect(text).toContain('"server":"kill"');
  });

  it('measures in requests and leaves the rest of the device alone, with the options for it', () => {
    for (const seed of seeds) {
      for (const step of drawScenario(seed, { measure: 'requests', device: false }).steps) {
        const { forRequests, forMs, tab, clock, storage, server, network } = step;
        expect(forRequests).toBeGreaterThan(0);
        expect([forMs, tab, clock, storage, server, network?.offline]).toEqual(
          Array(6).fill(undefined),
        );
      }
    }
  });

  it('has one to four steps of one millisecond to ten seconds, most of them short', () => {
    const drawn = seeds.map((seed) => drawScenario(seed).steps);
    expect(new Set(drawn.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
    const lengths = drawn.flat().map(({ forMs }) => Number(forMs));
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThan(9_500);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10_001);
    const short = lengths.filter((ms) => ms <= 1_250).length / lengths.length;
    expect(short).toBeCloseTo(0.5, 1);
    const brief = seeds.flatMap((seed) => drawScenario(seed, { longestMs: 10 }).steps);
    expect(Math.max(...brief.map(({ forMs }) => Number(forMs)))).toBe(11);
    const single = seeds.map((seed) => drawScenario(seed, { mostSteps: 1 }).steps.length);
    expect(new Set(single)).toEqual(new Set([1]));
  });

  it('has steps of one to eight requests, where it is told to', () => {
    const steps = seeds.flatMap((seed) => drawScenario(seed, { measure: 'requests' }).steps);
    const counts = new Set(steps.map(({ forRequests }) => forRequests));
    expect(counts).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });

  it('has each fault as often as it should come', () => {
    const steps = seeds.flatMap((seed) => drawScenario(seed).steps);
    const often = (has: (step: (typeof steps)[number]) => unknown): number =>
      steps.filter((step) => has(step)).length / steps.length;
    expect(often(({ network }) => network?.offline)).toBeCloseTo(0.15, 1);
    expect(often(({ network }) => network?.delayMs)).toBeCloseTo(0.5, 1);
    expect(often(({ storage }) => storage?.full)).toBeCloseTo(0.08, 1);
    expect(often(({ storage }) => storage?.failNth)).toBeCloseTo(0.15, 1);
    expect(often(({ clock }) => clock)).toBeCloseTo(0.1, 1);
    expect(often(({ tab }) => tab)).toBeCloseTo(0.5, 1);
    expect(often(({ server }) => server)).toBeCloseTo(0.15, 1);
    for (const name of ['429', 'slow'] as const) {
      expect(often(({ answers }) => answers?.[name])).toBeCloseTo(1 / 3, 1);
    }
  });

  it('has shares of up to a tenth, writes up to the sixth, and requests late by 400 ms', () => {
    const steps = seeds.flatMap((seed) => drawScenario(seed).steps);
    const shares = steps.flatMap(({ answers }) => answers?.['500'] ?? []);
    expect(Math.max(...shares)).toBe(0.1);
    expect(Math.min(...shares)).toBeLessThan(0.002);
    const writes = new Set(steps.flatMap(({ storage }) => storage?.failNth ?? []));
    expect(writes).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const delays = steps.flatMap(({ network }) => (network?.delayMs as number[] | undefined) ?? []);
    expect(Math.min(...delays)).toBe(0);
    expect(Math.max(...delays)).toBeGreaterThan(395);
    expect(Math.max(...delays)).toBeLessThanOrEqual(400);
    expect(new Set(steps.map(({ answers }) => answers?.slowMs))).toEqual(new Set([200]));
    const jumps = new Set(steps.flatMap(({ clock }) => clock?.jumpMs ?? []));
    const days = [...jumps].map((ms) => ms / 86_400_000).toSorted((a, b) => a - b);
    expect(days).toEqual([-1, -1 / 24, 1 / 24, 20]);
  });

  it('is the one that this seed gave in every release, so that a printed seed can be played', () => {
    const lengths = seeds.slice(0, 8).map((seed) => drawScenario(seed).steps.length);
    expect(lengths).toEqual([1, 3, 1, 3, 3, 1, 1, 2]);
    expect(drawScenario(3)).toEqual({
      ...{ version: 1, seed: 3 },
      steps: [
        {
          forMs: 8651,
          network: { refused: 0.071, cutRequest: 0.028, delayMs: [0, 281] },
          answers: { 500: 0.029, 503: 0.064, slowMs: 200 },
        },
        {
          forMs: 2447,
          network: { refused: 0.089, cutRequest: 0.019, cutAnswer: 0.041, delayMs: [0, 252] },
          answers: { wrongJson: 0.076, slowMs: 200 },
        },
        {
          forMs: 305,
          network: { offline: true },
          answers: { html: 0.075, truncated: 0.034, wrongJson: 0.082, slowMs: 200 },
          ...{ clock: { jumpMs: 3_600_000 }, tab: 'second', server: 'slow' },
        },
      ],
    });
  });
});
