import { describe, expect, it } from 'vitest';
import {
  nextUpdate,
  type UpdateEvent,
  type UpdateLifecycle,
  type UpdateStep,
} from './update-lifecycle-state.ts';

const all: readonly UpdateLifecycle[] = [
  ...(['uncontrolled', 'current', 'waiting', 'asked', 'applying'] as const),
  ...(['applied', 'stale', 'leaving', 'reloading'] as const),
];
const waiting: UpdateEvent = { type: 'waiting' };
const putOff: UpdateEvent = { type: 'put-off' };
const gaveUp: UpdateEvent = { type: 'gave-up' };
const tookOver = (unsaved: boolean): UpdateEvent => ({ type: 'took-over', unsaved });
const apply = (unsaved: boolean): UpdateEvent => ({ type: 'apply', unsaved });
const quiet = (unsaved: boolean): UpdateEvent => ({ type: 'quiet', unsaved });
const looked = (unsaved: boolean, hidden: boolean): UpdateEvent => ({
  type: 'looked',
  unsaved,
  hidden,
});
const outdated = (unsaved: boolean, byItself: boolean): UpdateEvent => ({
  type: 'outdated',
  unsaved,
  byItself,
});
const ask: UpdateStep = { lifecycle: 'asked', effect: 'wait-for-tabs' };
const leave: UpdateStep = { lifecycle: 'leaving', effect: 'wait-for-burst' };
const reload: UpdateStep = { lifecycle: 'reloading', effect: 'reload' };
const unsavedWork: readonly UpdateEvent[] = [
  ...[tookOver(true), apply(true), quiet(true), outdated(true, true), outdated(true, false)],
  ...[looked(true, true), looked(true, false)],
];

describe('an update', () => {
  it.each<[UpdateLifecycle, UpdateEvent, UpdateStep]>([
    ['uncontrolled', tookOver(false), { lifecycle: 'current' }],
    ['uncontrolled', waiting, { lifecycle: 'waiting' }],
    ['current', waiting, { lifecycle: 'waiting' }],
    ['current', apply(false), { lifecycle: 'current' }],
    ['current', tookOver(false), leave],
    ['current', tookOver(true), { lifecycle: 'applied' }],
    ['waiting', waiting, { lifecycle: 'waiting' }],
    ['waiting', apply(false), ask],
    ['waiting', apply(true), { lifecycle: 'waiting' }],
    ['waiting', tookOver(false), leave],
    ['waiting', tookOver(true), { lifecycle: 'applied' }],
    ['asked', apply(false), { lifecycle: 'asked' }],
    ['asked', waiting, { lifecycle: 'asked' }],
    ['asked', putOff, { lifecycle: 'waiting' }],
    ['asked', quiet(false), { lifecycle: 'applying', effect: 'skip-waiting' }],
    // The user typed something between the click and the moment when all tabs were quiet.
    ['asked', quiet(true), { lifecycle: 'waiting' }],
    // Another tab was faster.
    ['asked', tookOver(false), leave],
    ['applying', tookOver(false), reload],
    // The user typed something between the click and the take-over.
    ['applying', tookOver(true), { lifecycle: 'applied' }],
    // The message to the worker was lost.
    ['applying', gaveUp, { lifecycle: 'waiting' }],
    ['applied', apply(true), { lifecycle: 'applied' }],
    ['applied', apply(false), leave],
    ['applied', looked(false, true), leave],
    ['applied', looked(false, false), { lifecycle: 'applied' }],
    ['applied', looked(true, true), { lifecycle: 'applied' }],
    ['applied', waiting, { lifecycle: 'applied' }],
    ['applied', tookOver(true), { lifecycle: 'applied' }],
    ['leaving', quiet(false), reload],
    // The user typed something while the reload waited for the end of a burst.
    ['leaving', quiet(true), { lifecycle: 'applied' }],
    ['leaving', tookOver(false), { lifecycle: 'leaving' }],
    // The user chose to stay.
    ['reloading', gaveUp, { lifecycle: 'applied' }],
  ])('%s + %j -> %j', (lifecycle, event, step) => {
    expect(nextUpdate(lifecycle, event)).toEqual(step);
  });

  it('never reloads a tab with unsaved work, in any order of events', () => {
    for (const lifecycle of all) {
      for (const event of unsavedWork) {
        expect(nextUpdate(lifecycle, event).effect).toBeUndefined();
      }
    }
  });

  it('only reloads by itself when a newer worker is in charge', () => {
    for (const lifecycle of all.filter((one) => one !== 'applied')) {
      expect(nextUpdate(lifecycle, looked(false, true))).toEqual({ lifecycle });
    }
  });
});

describe('a page with a part that is gone from the server', () => {
  it.each<[UpdateLifecycle, UpdateEvent, UpdateStep]>([
    ['uncontrolled', outdated(false, true), leave],
    ['current', outdated(false, true), leave],
    // The page reloads by itself when it is hidden and nothing is unsaved any more.
    ['current', outdated(true, true), { lifecycle: 'applied' }],
    // A reload has not helped: only the user reloads again.
    ['current', outdated(false, false), { lifecycle: 'stale' }],
    ['stale', looked(false, true), { lifecycle: 'stale' }],
    ['stale', apply(false), leave],
    ['stale', apply(true), { lifecycle: 'stale' }],
    ['stale', waiting, { lifecycle: 'waiting' }],
    // With an old worker in charge a reload would bring the old page back.
    ['waiting', outdated(false, true), ask],
    ['waiting', outdated(true, true), { lifecycle: 'waiting' }],
    ['waiting', outdated(false, false), { lifecycle: 'waiting' }],
    ['asked', outdated(false, true), { lifecycle: 'asked' }],
    ['applied', outdated(false, false), { lifecycle: 'applied' }],
    ['reloading', outdated(false, true), { lifecycle: 'reloading' }],
  ])('%s + %j -> %j', (lifecycle, event, step) => {
    expect(nextUpdate(lifecycle, event)).toEqual(step);
  });
});
