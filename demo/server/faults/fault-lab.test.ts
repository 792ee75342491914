import { answerProblem, requestScope } from '@holdfast/server/hono';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { FaultMix, FaultPlan } from '../../contract/faults.ts';
import { drawnGeneratorFaults } from './drawn-generator-faults.ts';
import { createFaultLab, type FaultLab } from './fault-lab.ts';
import { faults } from './fault-middleware.ts';

const planOf = (mix: Partial<FaultMix>, seed = 7): FaultPlan => ({
  seed,
  name: 'test',
  steps: [{ forMs: null, mix }],
});

function appWith(lab: FaultLab) {
  const app = new Hono();
  let effects = 0;
  app.onError(answerProblem);
  app.use(requestScope({ log: () => {} }));
  app.use('/api/*', faults(lab));
  app.get('/api/healthz', (c) => c.text('ready'));
  app.get('/api/admin/metrics', (c) => c.text('metrics'));
  app.put('/api/notes/:id', (c) => {
    effects += 1;
    return c.json({});
  });
  const ask = async (path = '/api/notes/1', method = 'PUT'): Promise<number> =>
    (await app.request(path, { method })).status;
  return { app, ask, effects: () => effects };
}

async function logOf(seed: number) {
  const lab = createFaultLab({ now: () => 0 });
  lab.start(planOf({ errors: 0.3, limits: 0.2, cuts: 0.1 }, seed));
  const { ask } = appWith(lab);
  for (let nth = 0; nth < 40; nth += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await ask(`/api/notes/${nth}`);
  }
  return lab.getSnapshot().log;
}

it('does nothing to requests until a plan is started', async () => {
  const lab = createFaultLab();
  const { ask } = appWith(lab);
  expect(await ask()).toBe(200);
  expect(lab.getSnapshot()).toMatchObject({ plan: null, log: [] });
});

it('plays the same faults for the same seed, and others for another', async () => {
  const first = await logOf(7);
  expect(first.length).toBeGreaterThan(12);
  expect(await logOf(7)).toEqual(first);
  expect(await logOf(8)).not.toEqual(first);
});

it('fails half of the requests before their effect, and the other half after it', async () => {
  const lab = createFaultLab();
  lab.start(planOf({ errors: 1 }));
  const { ask, effects } = appWith(lab);
  for (let nth = 0; nth < 40; nth += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await ask()).toBe(503);
  }
  expect(effects()).toBeGreaterThan(8);
  expect(effects()).toBeLessThan(32);
});

it('says when to come again if it refuses because of a limit', async () => {
  const lab = createFaultLab();
  lab.start(planOf({ limits: 1 }));
  const answer = await appWith(lab).app.request('/api/notes/1', { method: 'PUT' });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('3');
});

it('breaks probes only in an outage, and the administration never', async () => {
  const lab = createFaultLab();
  const { ask } = appWith(lab);
  lab.start(planOf({ errors: 1 }));
  expect(await ask('/api/healthz', 'GET')).toBe(200);
  lab.start(planOf({ isOut: true }));
  expect(await ask('/api/healthz', 'GET')).toBe(503);
  expect(await ask('/api/admin/metrics', 'GET')).toBe(200);
});

it('plays the steps of a scenario one after another, and ends by itself', async () => {
  const platform = createVirtualPlatform();
  const lab = createFaultLab(platform);
  const { ask } = appWith(lab);
  lab.start({
    ...planOf({}),
    steps: [
      { forMs: 1000, mix: {} },
      { forMs: 1000, mix: { isOut: true } },
    ],
  });
  expect(await ask()).toBe(200);
  await platform.advance(1000);
  expect(await ask()).toBe(503);
  await platform.advance(1000);
  expect(await ask()).toBe(200);
});

it('heals everything at once', async () => {
  const lab = createFaultLab();
  lab.start(planOf({ errors: 1, generator: 'dead' }));
  lab.heal();
  expect(await appWith(lab).ask()).toBe(200);
  expect(lab.mix().generator).toBe('fine');
});

function dying(seed: number) {
  const lab = createFaultLab();
  lab.start(planOf({ generator: 'dying' }, seed));
  const faultOf = drawnGeneratorFaults(lab);
  return [faultOf('write'), faultOf('write')];
}

it('lets the generator die after the same words for the same seed', () => {
  const [first, second] = dying(7);
  expect(first?.cutAfterWords).toBeGreaterThan(11);
  expect(first).not.toEqual(second);
  expect(dying(7)).toEqual([first, second]);
  expect(dying(8)).not.toEqual([first, second]);
});

it('leaves a generator without faults alone, and logs each fault of another', () => {
  const lab = createFaultLab();
  lab.start(planOf({ generator: 'dead' }));
  const faultOf = drawnGeneratorFaults(lab);
  expect(faultOf('draw')).toEqual({ dead: true });
  expect(lab.getSnapshot().log).toMatchObject([{ request: 'generator draw', fault: 'generator' }]);
  lab.heal();
  expect(faultOf('draw')).toBeUndefined();
});
