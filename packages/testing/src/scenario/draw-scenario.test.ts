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
});
