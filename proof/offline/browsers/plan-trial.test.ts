import { describe, expect, it } from 'vitest';
import { planTrial, STAGES } from './plan-trial.ts';

const seeds = Array.from({ length: 600 }, (_, seed) => seed);

describe('the plan of a trial', () => {
  it('is the same for the same seed', () => {
    expect(planTrial('holdfast', 7)).toEqual(planTrial('holdfast', 7));
    expect(planTrial('holdfast', 7)).not.toEqual(planTrial('holdfast', 13));
  });

  it.each(['holdfast', 'workbox', 'tanstack'] as const)(
    'gives every stage at least a tenth of the kills of %s',
    (contestant) => {
      const stages = seeds.map((seed) => planTrial(contestant, seed).stop.stage);
      for (const stage of STAGES) {
        const share = stages.filter((one) => one === stage).length / seeds.length;
        expect(share).toBeGreaterThanOrEqual(0.1);
      }
    },
  );

  it('kills while a note of the trial is at the stage', () => {
    for (const { notes, stop } of seeds.map((seed) => planTrial('tanstack', seed))) {
      expect(notes.map(({ id }) => id)).toContain(stop.victim);
    }
  });

  it('lets only Holdfast send from its worker', () => {
    expect(senders('holdfast')).toEqual(new Set(['page', 'worker']));
    expect(senders('tanstack')).toEqual(new Set(['page']));
  });

  it('names trials of other faults otherwise, because they share a server', () => {
    expect(planTrial('holdfast', 1, 'tab closed').trial).not.toBe(planTrial('holdfast', 1).trial);
  });
});

function senders(contestant: 'holdfast' | 'tanstack'): ReadonlySet<string> {
  return new Set(seeds.map((seed) => planTrial(contestant, seed).sender));
}
