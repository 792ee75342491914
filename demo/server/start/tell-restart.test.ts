import type { BeaconEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { STEADY_MS } from '../../../scripts/restart-state.mjs';
import { tellRestart } from './tell-restart.ts';

const onFailure = (): never => expect.unreachable();

async function told(restarts: string | undefined, ms: number): Promise<readonly unknown[]> {
  const platform = createVirtualPlatform();
  const events: unknown[] = [];
  const store = {
    async add(batch: readonly BeaconEvent[]) {
      events.push(...batch.map(({ event }) => event));
    },
  };
  onTestFinished(tellRestart({ restarts, store, onFailure, platform }));
  await platform.advance(ms);
  return events;
}

const said = { type: 'restart.changed', what: 'server', name: 'fireside' };

it('a server that was started again says so, and that it works after the time of its supervisor', async () => {
  expect(await told('2', STEADY_MS - 1)).toMatchObject([
    { ...said, state: 'restarting', attempt: 2 },
  ]);
  expect(await told('2', STEADY_MS)).toMatchObject([
    { ...said, state: 'restarting', attempt: 2 },
    { ...said, state: 'healthy', attempt: 0 },
  ]);
});

it('a server that was started once says nothing', async () => {
  expect(
    await Promise.all(['0', undefined, 'often', '-1'].map((one) => told(one, 90_000))),
  ).toEqual([[], [], [], []]);
});
