import { describe, expect, it } from 'vitest';
import { drawScenario } from './draw-scenario.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { shrinkScenario } from './shrink-scenario.ts';

describe('a failing scenario', () => {
  it('shrinks to the faults that the failure needs, and keeps its seed', async () => {
    const seed = 11;
    const steps = [1, 2, 3].flatMap((nth) => drawScenario(nth).steps);
    const needed = { forMs: 5_432, network: { cutAnswer: 0.2, delayMs: 3 }, answers: { 503: 0.1 } };
    const scenario: Scenario = { seed, steps: [...steps, needed, ...steps] };
    const shrunk = await shrinkScenario(scenario, (smaller) =>
      smaller.steps.some(
        ({ forMs, network }) => Number(forMs) >= 700 && network?.cutAnswer === 0.2,
      ),
    );
    expect(shrunk.scenario).toEqual({
      seed,
      steps: [{ forMs: 1_000, network: { cutAnswer: 0.2 } }],
    });
  });

  it('keeps the order of the steps that it needs', async () => {
    const scenario = drawScenario(3, { mostSteps: 4 });
    const tabs = ['kill', 'reload'] as const;
    const both = {
      ...scenario,
      steps: tabs.flatMap((tab) => [...scenario.steps, { forMs: 9, tab }]),
    };
    const { scenario: shrunk } = await shrinkScenario(both, ({ steps }) => {
      const found = steps.map(({ tab }) => tab);
      return found.includes('kill') && found.indexOf('kill') < found.lastIndexOf('reload');
    });
    expect(shrunk.steps).toEqual([
      { forMs: 1, tab: 'kill' },
      { forMs: 1, tab: 'reload' },
    ]);
  });

  it.each(['forMs', 'forRequests'] as const)(
    'stays a scenario with steps of %s without end',
    async (measure) => {
      const scenario: Scenario = { seed: 1, steps: [{ [measure]: 3e15, server: 'slow' }] };
      const shrunk = await shrinkScenario(scenario, (smaller) => {
        const [step] = readScenario(smaller).steps;
        return Number(step?.[measure]) > 0;
      });
      expect(shrunk.scenario.steps).toEqual([{ [measure]: 1 }]);
    },
  );

  it('gives up after a number of tries, with the smallest so far', async () => {
    const scenario = drawScenario(3);
    const shrunk = await shrinkScenario(scenario, () => false, 3);
    expect(shrunk).toEqual({ scenario, tries: 3 });
  });

  it('tries 500 smaller ones at most, unless it is told otherwise', async () => {
    const steps = Array.from({ length: 600 }, () => ({ forMs: 5 }));
    const shrunk = await shrinkScenario({ seed: 1, steps }, () => false);
    expect(shrunk.tries).toBe(500);
  });

  it('loses half of its steps at once, the later or the earlier ones', async () => {
    const steps: readonly ScenarioStep[] = Array.from({ length: 64 }, () => ({
      ...{ forMs: 1, tab: 'kill' },
    }));
    for (const kept of [0, 63]) {
      const marked = steps.with(kept, { forMs: 1, tab: 'freeze' });
      const shrunk = await shrinkScenario({ seed: 1, steps: marked }, (smaller) =>
        smaller.steps.some(({ tab }) => tab === 'freeze'),
      );
      expect(shrunk.scenario.steps).toEqual([{ forMs: 1, tab: 'freeze' }]);
      expect(shrunk.tries).toBeLessThan(20);
    }
  });

  it('plays no scenario twice that has two steps, and none that is empty of what it lost', async () => {
    const played: string[] = [];
    const steps = [{ forMs: 1, answers: { 500: 0.1 } }, { forMs: 1 }];
    await shrinkScenario({ seed: 1, steps }, (smaller) => {
      played.push(JSON.stringify(smaller.steps));
      return false;
    });
    expect(played).toEqual([
      '[{"forMs":1}]',
      '[{"forMs":1,"answers":{"500":0.1}}]',
      '[{"forMs":1},{"forMs":1}]',
      '[{"forMs":1},{"forMs":1}]',
    ]);
  });

  it.each(['network', 'answers', 'storage', 'clock', 'tab', 'server'] as const)(
    'loses %s where the failure does not need it',
    async (part) => {
      const whole: ScenarioStep = {
        ...{ forMs: 1, network: { refused: 0.1 }, answers: { 500: 0.1 }, storage: { full: true } },
        ...{ clock: { jumpMs: 5 }, tab: 'kill', server: 'slow' },
      };
      const others = Object.keys(whole).filter((name) => name !== part);
      const { scenario } = await shrinkScenario({ seed: 1, steps: [whole] }, ({ steps }) =>
        others.every((name) => steps[0] && name in steps[0]),
      );
      expect(Object.keys(scenario.steps[0] ?? {})).toEqual(others);
    },
  );

  it('has as few requests as the failure needs', async () => {
    for (const needed of [1, 2, 3, 7]) {
      const { scenario } = await shrinkScenario(
        { seed: 1, steps: [{ forRequests: 100, tab: 'kill' }] },
        ({ steps }) => Number(steps[0]?.forRequests) >= needed,
      );
      expect(scenario.steps).toEqual([{ forRequests: needed }]);
    }
  });

  it('has a time that is easy to read, and no shorter one would fail', async () => {
    for (const [neededMs, shrunkMs] of [
      [1, 1],
      [650, 700],
      [1_999, 2_000],
      [2_000, 2_000],
    ] as const) {
      const { scenario } = await shrinkScenario(
        { seed: 1, steps: [{ forMs: 8_765 }] },
        ({ steps }) => Number(steps[0]?.forMs) >= neededMs,
      );
      expect(scenario.steps).toEqual([{ forMs: expect.any(Number) as number }]);
      const ms = Number(scenario.steps[0]?.forMs);
      expect(ms).toBeGreaterThanOrEqual(neededMs);
      expect(ms).toBeLessThanOrEqual(shrunkMs * 2);
      expect(ms % 10 ** Math.floor(Math.log10(ms))).toBe(0);
    }
  });
});
