import { describe, expect, it } from 'vitest';
import { createVirtualPlatform } from '../virtual-platform.ts';
import { faultOf } from './fault-of.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { playScenario } from './scenario-play.ts';

const bad: Scenario['steps'][number] = {
  network: { refused: 0.1, cutRequest: 0.1, cutAnswer: 0.1, delayMs: [10, 50] },
  answers: { 429: 0.1, 500: 0.1, 503: 0.1, html: 0.1, truncated: 0.1, wrongJson: 0.1, slow: 0.1 },
};
const logOf = (scenario: Scenario, requests: readonly string[]): string[] => {
  const play = playScenario(scenario, { platform: createVirtualPlatform() });
  for (const request of requests) play.next(request);
  return play
    .told()
    .map(({ request, nth, fault }) => `${request} ${nth} ${fault}`)
    .toSorted();
};

describe('a played scenario', () => {
  it('gives each request the same faults, in whatever order different requests come', () => {
    const scenario: Scenario = { seed: 7, steps: [{ forRequests: 20, ...bad }] };
    const reads = Array.from({ length: 30 }, () => 'GET /notes');
    const writes = Array.from({ length: 30 }, () => 'PUT /notes/:id');
    const mixed = reads.flatMap((read) => ['PUT /notes/:id', read]);
    const log = logOf(scenario, [...reads, ...writes]);
    expect(logOf(scenario, mixed)).toEqual(log);
    // The step lasts for twenty requests of each shape, and each of them is late.
    expect(log).toHaveLength(40);
  });

  it('has every kind of fault, each as often as its share says', () => {
    const count = new Map<string | undefined, number>();
    for (let nth = 1; nth <= 10_000; nth += 1) {
      const { kind } = faultOf(3, bad, 'GET /notes', nth);
      count.set(kind, (count.get(kind) ?? 0) + 1);
    }
    expect(count.size).toBe(10);
    for (const times of count.values()) expect(Math.abs(times / 1000 - 1)).toBeLessThan(0.15);
  });

  it('goes from step to step by time, and reports the beginning of each', async () => {
    const platform = createVirtualPlatform();
    const places: number[] = [];
    const play = playScenario(
      { seed: 1, steps: [{ forMs: 100, network: { offline: true } }, { forMs: 50 }] },
      { platform, entered: (_, place) => void places.push(place) },
    );
    expect(play.next('GET /notes').kind).toBe('offline');
    await platform.advance(99);
    expect(places).toEqual([0]);
    await platform.advance(1);
    expect(play.next('GET /notes').kind).toBeUndefined();
    await platform.advance(50);
    expect(places).toEqual([0, 1, 2]);
    expect(play.step()).toBeUndefined();
    expect(platform.pending()).toBe(0);
  });

  it('reaches a step measured in requests with the first request that falls in it', () => {
    const places: number[] = [];
    const play = playScenario(
      { seed: 1, steps: [{ forRequests: 2 }, { clock: { jumpMs: 5 } }] },
      { platform: createVirtualPlatform(), entered: (_, place) => void places.push(place) },
    );
    for (const request of ['a', 'b', 'a', 'b']) play.next(request);
    expect(places).toEqual([0]);
    play.next('b');
    expect(places).toEqual([0, 1]);
  });

  it('makes writes fail: all on a full device, or one by its number in the step', () => {
    const play = playScenario(
      { seed: 1, steps: [{ storage: { failNth: 2 } }] },
      { platform: createVirtualPlatform() },
    );
    expect([1, 2, 3].map(() => play.nextWrite('entries'))).toEqual([false, true, false]);
    expect(play.told()).toMatchObject([{ request: 'write entries', nth: 1, fault: 'failed' }]);
  });

  it('does nothing any more when it is stopped', async () => {
    const platform = createVirtualPlatform();
    const full = { network: { refused: 1 }, storage: { full: true } };
    const steps = [{ forMs: 10, ...full }, full];
    const play = playScenario({ seed: 1, steps }, { platform });
    play.stop();
    expect(play.next('GET /notes').kind).toBeUndefined();
    expect(play.nextWrite('entries')).toBe(false);
    expect([play.step(), play.isOver()]).toEqual([undefined, true]);
    expect(play.told()).toEqual([]);
    expect(platform.pending()).toBe(0);
  });

  it('tells of its end once, when it is stopped as well as when its time is over', async () => {
    const platform = createVirtualPlatform();
    const entered: (ScenarioStep | undefined)[] = [];
    const begin = () =>
      playScenario(
        { seed: 1, steps: [{ forMs: 10 }] },
        { platform, entered: (step) => void entered.push(step) },
      );
    const stopped = begin();
    stopped.stop();
    stopped.stop();
    expect(entered).toEqual([{ forMs: 10 }, undefined]);
    const played = begin();
    await platform.advance(10);
    played.stop();
    expect(entered).toEqual([{ forMs: 10 }, undefined, { forMs: 10 }, undefined]);
  });

  it('begins no further step when the beginning of one stops it', async () => {
    const platform = createVirtualPlatform();
    const entered: (ScenarioStep | undefined)[] = [];
    const play = playScenario(
      { seed: 1, steps: [{ forMs: 10 }, { forMs: 0 }, { network: { refused: 1 } }] },
      {
        platform,
        entered(step) {
          entered.push(step);
          if (step?.forMs === 0) play.stop();
        },
      },
    );
    await platform.advance(60);
    expect(entered).toEqual([{ forMs: 10 }, { forMs: 0 }, undefined]);
    expect(platform.pending()).toBe(0);
  });

  it('is over when the time of its last step has passed, and not before', async () => {
    const platform = createVirtualPlatform();
    const play = playScenario({ seed: 1, steps: [{ forMs: 10 }, { forMs: 5 }] }, { platform });
    await platform.advance(14);
    expect(play.isOver()).toBe(false);
    await platform.advance(1);
    expect(play.isOver()).toBe(true);
  });
});
