import { expect, it } from 'vitest';
import { afterSetBack } from './after-set-back.ts';
import type { Alert } from './alert.ts';
import type { AlertState } from './alert-state.ts';

const alert = (state: AlertState, more: Partial<Alert> = {}): Alert => ({
  ...{ fingerprint: 'r', rule: 'r', title: 'R', severity: 'critical', values: {}, also: 0 },
  ...{ state, episode: 1, figuresAt: 900, version: 3, ...more },
});
const firing = { kind: 'firing', at: 1_000 } as const;

it('an alert is the same while no clock was set back', () => {
  const known = alert(firing);
  expect(afterSetBack(known, 1_000)).toBe(known);
  expect(afterSetBack(known, 5_000)).toBe(known);
});

it.each<[AlertState, AlertState]>([
  [firing, { kind: 'firing', at: 400 }],
  [
    { kind: 'ok', at: 1_000, coolUntil: 1_500 },
    { kind: 'ok', at: 400, coolUntil: 900 },
  ],
  [
    { kind: 'pending', at: 1_000, coolUntil: 0 },
    { kind: 'pending', at: 400, coolUntil: -600 },
  ],
  [
    { kind: 'settling', at: 1_000, firedAt: 700 },
    { kind: 'settling', at: 400, firedAt: 100 },
  ],
])('%j is as old as before after the clock was set back by 600 ms', (state, moved) => {
  expect(afterSetBack(alert(state), 400)).toEqual({ ...alert(moved), figuresAt: 300 });
});

it('figures that are newer than the state say by how much the clock was set back', () => {
  expect(afterSetBack(alert(firing, { figuresAt: 2_000 }), 1_500)).toMatchObject({
    figuresAt: 1_500,
    state: { at: 500 },
  });
});

it('notices are due as long from now as before', () => {
  const telling = { tellAt: 1_010, steps: 1, told: ['chat'], notices: 1 };
  expect(afterSetBack(alert(firing, { telling }), 400).telling).toEqual({
    ...telling,
    tellAt: 410,
  });
  const told = { ...telling, toldAt: 990 };
  expect(afterSetBack(alert(firing, { telling: told }), 400).telling).toEqual({
    ...{ ...told, tellAt: 410, toldAt: 390 },
  });
});
