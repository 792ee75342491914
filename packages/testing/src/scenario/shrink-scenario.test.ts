import { describe, expect, it } from 'vitest';
import { drawScenario } from './draw-scenario.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario } from './scenario.ts';
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
});
