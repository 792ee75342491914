import { createDraftStore } from '@holdfast/offline';
import { drawScenario } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { changedCode } from '../offline/model/break-code.ts';
import { realCode } from '../offline/model/real-code.ts';
import { tellFailing } from './failing.ts';
import { playLight } from './play-light.ts';
import { playOnDrafts } from './play-on-drafts.ts';
import { playOnOperations } from './play-on-operations.ts';
import { playOnOutbox } from './play-on-outbox.ts';
import { planted } from './planted.ts';
import { findPlanted } from './prove-planted.ts';

it('the outbox keeps its promises in scenarios at random', async () => {
  const code = realCode();
  for (let seed = 1; seed <= 60; seed += 1) {
    const { violations } = await playOnOutbox(code, drawScenario(seed));
    expect(violations, `seed ${seed}`).toEqual([]);
  }
});

it('the light page keeps the same promises in ten times as many scenarios', () => {
  for (let seed = 1; seed <= 600; seed += 1) {
    expect(playLight(drawScenario(seed)).violations, `seed ${seed}`).toEqual([]);
  }
});

it('the outcomes of operations are true in random scenarios', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    expect(await playOnOperations(drawScenario(seed)), `seed ${seed}`).toEqual([]);
  }
});

it('a draft that was shown as saved is kept in scenarios at random', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const untrue = await playOnDrafts(createDraftStore, drawScenario(seed));
    expect(untrue, `seed ${seed}`).toEqual([]);
  }
});

it('a draft that is shown as saved before its commit is noticed', async () => {
  const [early] = planted;
  const code = await changedCode('early draft', early?.changes ?? []);
  const { createDraftStore: broken } = code as unknown as {
    readonly createDraftStore: typeof createDraftStore;
  };
  const scenario = { seed: 1, steps: [{ forMs: 20_000, storage: { full: true } }] };
  expect((await playOnDrafts(broken, scenario)).join()).toContain('was saved, and 0 is kept');
});

it('a server that forgets keys is noticed', async () => {
  const scenario = { seed: 1, steps: [{ forMs: 20_000, network: { cutAnswer: 0.5 } }] };
  expect((await playOnOperations(scenario, false)).join()).toContain('took effect 2 times');
});

// The command `npm run chaos -- --only=planted` looks for all of them.
it('a planted bug is found, shrunk, and told with a line that plays it again', async () => {
  const [, deletes] = planted;
  const found = deletes && (await findPlanted(deletes));
  expect(found?.scenario.steps.length).toBeLessThanOrEqual(2);
  expect(tellFailing(found!)).toContain(`Again: npm run chaos -- --seed ${found?.seed}`);
});
