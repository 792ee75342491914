import { expect, it } from 'vitest';
import { stepOnDevice } from './step-on-device.ts';
import type { ScenarioStep } from './scenario.ts';

/** What a device did in each step. */
function played(...steps: readonly (ScenarioStep | undefined)[]): readonly (readonly string[])[] {
  let did: string[] = [];
  const note = (what: string) => (): void => void did.push(what);
  const step = stepOnDevice({
    platform: { jumpWallClock: (ms) => void did.push(`jump ${ms}`) },
    outbox: { failAdding: (failure) => void (failure && did.push(failure.code)) },
    goOffline: note('offline'),
    goOnline: note('online'),
    reload: note('reload'),
  });
  return steps.map((one) => {
    did = [];
    step(one);
    return did;
  });
}

it('a device goes offline once, and back online when a step says so or all are over', () => {
  const offline: ScenarioStep = { network: { offline: true } };
  expect(played(offline, offline, {}, {}, offline, undefined)).toEqual([
    ['offline'],
    [],
    ['online'],
    [],
    ['offline'],
    ['online'],
  ]);
});

it('a device is full for as long as a step says so', () => {
  expect(played({ storage: { full: true } }, {}, { storage: { failNth: 1 } })).toEqual([
    ['STORAGE_QUOTA'],
    [],
    [],
  ]);
});

it('a killed tab and a reloaded one come back, and the clock jumps', () => {
  expect(
    played({ tab: 'kill' }, { tab: 'reload' }, { tab: 'freeze' }, { clock: { jumpMs: -5 } }),
  ).toEqual([['reload'], ['reload'], [], ['jump -5']]);
});
