import { beforeAll, describe, expect, it } from 'vitest';
import { installIndexedDb } from '../simulator/simulated-indexed-db.ts';
import { exploreModel } from './explore-model.ts';
import { createVisited, explore, FULL } from './explore.ts';
import { mutants } from './mutants.ts';
import { allPrograms, nameOf } from './programs.ts';
import { catchMutant } from './prove-mutants.ts';
import { runBatch } from './random.ts';
import { realCode } from './real-code.ts';

// `npm run proof offline model` is the long form. A failing seed runs again with `-- --seed=<seed>`.
beforeAll(installIndexedDb);

describe('the outbox on a simulated device', () => {
  it('keeps its promises in every schedule of one entry with one deviation', async () => {
    const crashes = createVisited();
    const budget = { ...FULL, all: 1 };
    for (const program of allPrograms(1)) {
      const { found, schedules } = await explore(realCode(), program, budget, crashes.visit);
      expect([nameOf(program), found]).toEqual([nameOf(program), []]);
      expect(schedules).toBeGreaterThan(30);
    }
  });

  it('keeps its promises in every state of two entries in one lane', () => {
    const two = allPrograms(2).filter((one) => nameOf(one).startsWith('xx'));
    for (const program of two) {
      const { states, broken } = exploreModel(program);
      expect([nameOf(program), broken]).toEqual([nameOf(program), []]);
      expect(states).toBeGreaterThan(25_000);
    }
  });

  it.each([1, 2, 3, 4])('keeps its promises in the random schedules of seed %i', async (seed) => {
    const { failing, trials } = await runBatch(realCode(), seed, {
      schedules: 60,
      edits: 15,
      lanes: 1,
    });
    expect(failing).toEqual([]);
    expect(trials.kept).toBeGreaterThan(50);
  });
});

describe('an outbox that is broken on purpose', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'fails the proof, which the unbroken one passes in the same schedules: one that %s',
    async (_name, mutant) => {
      const { violations, unbroken } = await catchMutant(mutant);
      expect(violations).not.toEqual([]);
      expect(unbroken).toEqual([]);
    },
    // Some faults show only after some hundred schedules.
    60_000,
  );
});

it('the programs of the proof are all there, each once', () => {
  const names = allPrograms(4).map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  // 1 + 4 + 16 + 64 with two pages, and 1 + 2 + 4 + 8 with a worker.
  expect(names).toHaveLength(100);
});
