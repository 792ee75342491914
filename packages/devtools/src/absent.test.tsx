import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import * as absent from './absent.ts';
import * as present from './index.ts';

const { holdfast } = createWorld();

it('has each name of the panel, so that no import of an app fails in production', () => {
  expect(Object.keys(absent).toSorted()).toEqual(Object.keys(present).toSorted());
});

it('keeps and shows nothing of an app that runs', () => {
  const recorder = absent.createRecorder();
  const leave = recorder.attach(holdfast);
  recorder.sink({ type: 'connectivity.changed', at: 0, state: 'offline' });
  absent.chromeTracksSink()();
  leave();
  recorder.clear();
  recorder.subscribe(() => expect.unreachable())();
  expect(recorder.getSnapshot()).toEqual({ events: [], dropped: 0, seconds: [], running: [] });
  expect([absent.HoldfastDevtools(), absent.holdfastPlugin().render()]).toEqual([null, null]);
  expect(absent.exportSession()).toBe('');
  expect(absent.replaySession().getSnapshot()).toEqual(recorder.getSnapshot());
});
