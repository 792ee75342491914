import { describe, expect, it } from 'vitest';
import {
  nextUpdate,
  type UpdateEvent,
  type UpdateLifecycle,
  type UpdateStep,
} from './update-lifecycle-state.ts';

const all: readonly UpdateLifecycle[] = [
  'uncontrolled',
  'current',
  'waiting',
  'applying',
  'applied',
  'reloading',
];
const waiting: UpdateEvent = { type: 'waiting' };
const tookOver = (unsaved: boolean): UpdateEvent => ({ type: 'took-over', unsaved });
const apply = (unsaved: boolean): UpdateEvent => ({ type: 'apply', unsaved });
const looked = (unsaved: boolean, hidden: boolean): UpdateEvent => ({
  type: 'looked',
  unsaved,
  hidden,
});
const reload: UpdateStep = { lifecycle: 'reloading', effect: 'reload' };

describe('an update', () => {
  it.each<[UpdateLifecycle, UpdateEvent, UpdateStep]>([
    ['uncontrolled', tookOver(false), { lifecycle: 'current' }],
    ['uncontrolled', waiting, { lifecycle: 'waiting' }],
    ['current', waiting, { lifecycle: 'waiting' }],
    ['current', apply(false), { lifecycle: 'current' }],
    ['current', tookOver(false), reload],
    ['current', tookOver(true), { lifecycle: 'applied' }],
    ['waiting', waiting, { lifecycle: 'waiting' }],
    ['waiting', apply(false), { lifecycle: 'applying', effect: 'skip-waiting' }],
    ['waiting', apply(true), { lifecycle: 'waiting' }],
    ['waiting', tookOver(false), reload],
    ['waiting', tookOver(true), { lifecycle: 'applied' }],
    ['applying', tookOver(false), reload],
    // Something was typed between the click and the take-over.
    ['applying', tookOver(true), { lifecycle: 'applied' }],
    // The first message was lost.
    ['applying', apply(false), { lifecycle: 'applying', effect: 'skip-waiting' }],
    ['applied', apply(true), { lifecycle: 'applied' }],
    ['applied', apply(false), reload],
    ['applied', looked(false, true), reload],
    ['applied', looked(false, false), { lifecycle: 'applied' }],
    ['applied', looked(true, true), { lifecycle: 'applied' }],
    ['applied', waiting, { lifecycle: 'applied' }],
    ['applied', tookOver(true), { lifecycle: 'applied' }],
  ])('%s + %j -> %j', (lifecycle, event, step) => {
    expect(nextUpdate(lifecycle, event)).toEqual(step);
  });

  it('never reloads a tab with unsaved work, in any order of events', () => {
    for (const lifecycle of all) {
      for (const event of [tookOver(true), apply(true), looked(true, true), looked(true, false)]) {
        expect(nextUpdate(lifecycle, event).effect).not.toBe('reload');
      }
    }
  });

  it('only reloads by itself when a newer worker is in charge', () => {
    for (const lifecycle of all.filter((one) => one !== 'applied')) {
      expect(nextUpdate(lifecycle, looked(false, true))).toEqual({ lifecycle });
    }
  });
});
