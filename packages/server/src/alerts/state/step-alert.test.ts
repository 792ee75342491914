import { describe, expect, it } from 'vitest';
import type { Verdict } from '../judging/fold-judgements.ts';
import type { Signal } from '../judging/judgement.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import type { Alert } from './alert.ts';
import {
  FIGURES_MS,
  floorOfSessions,
  needsFigures,
  stepAlert,
  type StepInput,
} from './step-alert.ts';

const rule: AlertRule = {
  ...{ id: 'r', title: 'R', severity: 'critical' },
  ...{ kind: 'custom', judge: 'busy', windowMs: 60_000, keepMs: 100 },
};
const rules = {
  ...{ steps: [{ tell: ['chat'] }], repeatMs: 3_600_000, isSilenced: false, groupWaitMs: 10 },
};
const verdict = (signal: Signal, more: Partial<Verdict['worst']> = {}): Verdict => ({
  ...{ fingerprint: 'r|operation=a', values: { operation: 'a' }, signal, also: 2 },
  worst: {
    ...{ signal, weight: 1, why: { kind: 'custom', text: 'Busy.' } },
    values: { operation: 'a', release: '7' },
    ...more,
  },
});
const step = (before: Alert | undefined, now: number, input: Partial<StepInput> = {}) =>
  stepAlert(before, { rule, now, verdict: verdict('breach'), ...input }, () => rules);
const fired = step(undefined, 1_000)!.alert;
const told = step(fired, 1_010)!.alert;

describe('a step of an alert', () => {
  it('makes an alert of the first breach, with its figures', () => {
    const { alert, events, notices } = step(undefined, 1_000, { sessions: 4 })!;
    expect(alert).toEqual({
      ...{ fingerprint: 'r|operation=a', rule: 'r', title: 'R', severity: 'critical' },
      ...{ values: { operation: 'a' }, worst: { release: '7' }, sessions: 4, also: 2 },
      ...{ state: { kind: 'firing', at: 1_000 }, episode: 1, figuresAt: 1_000, version: 1 },
      why: { kind: 'custom', text: 'Busy.' },
      telling: { tellAt: 1_010, steps: 0, told: [], notices: 0 },
    });
    expect(events).toMatchObject([{ what: 'fired', version: 1, sessions: 4 }]);
    expect(notices).toEqual([]);
  });

  it('makes no alert of a quiet rule', () => {
    expect(step(undefined, 1_000, { verdict: undefined })).toBeUndefined();
    expect(step(undefined, 1_000, { verdict: verdict('clear') })).toBeUndefined();
    expect(step(undefined, 1_000, { verdict: verdict('between') })).toBeUndefined();
  });

  it('is nothing while nothing changes', () => {
    expect(step(fired, 1_009)).toBeUndefined();
    expect(step(told, 2_000)).toBeUndefined();
    expect(step(told, 2_000, { isMoved: true })).toMatchObject({ alert: { version: 3 } });
  });

  it('tells its targets when the group wait is over, with figures of that time', () => {
    const late = step(fired, 1_010, { sessions: 9, verdict: { ...verdict('breach'), also: 5 } })!;
    expect(late).toMatchObject({
      alert: { version: 2, sessions: 9, also: 5, figuresAt: 1_010, episode: 1 },
      events: [{ what: 'told', targets: ['chat'] }],
      notices: [{ is: 'firing', targets: ['chat'] }],
    });
  });

  it('takes its figures anew each minute', () => {
    expect(step(told, told.figuresAt + FIGURES_MS - 1)).toBeUndefined();
    expect(step(told, told.figuresAt + FIGURES_MS)).toMatchObject({
      alert: { figuresAt: told.figuresAt + FIGURES_MS },
      events: [],
    });
  });

  it('ends after its time, and tells so; the next time it fires is another episode', () => {
    const settling = step(told, 2_000, { verdict: undefined })!;
    expect(settling).toMatchObject({ alert: { state: { kind: 'settling' } }, notices: [] });
    const over = step(settling.alert, 2_100, { verdict: undefined })!;
    expect(over).toMatchObject({
      alert: { state: { kind: 'ok' }, episode: 1 },
      events: [{ what: 'resolved' }],
      notices: [{ is: 'resolved', targets: ['chat'] }],
    });
    expect(step(over.alert, 3_000)).toMatchObject({
      alert: { episode: 2, telling: { steps: 0, told: [] } },
      events: [{ what: 'fired', episode: 2 }],
    });
  });

  it('ends at once when its rule is switched off', () => {
    expect(step(told, 2_000, { rule: { ...rule, off: true } })).toMatchObject({
      alert: { state: { kind: 'ok' } },
      events: [{ what: 'resolved' }],
    });
  });

  it('names the page that says what to do: that of the rule, else that of the code', () => {
    const reach = { from: 0, to: 1, code: 'TIMEOUT' };
    const input = { verdict: verdict('breach', { reach }) };
    expect(step(undefined, 0, input)?.alert.runbook).toBe('TIMEOUT');
    const own = { ...rule, runbook: 'https://wiki.example/busy' };
    expect(step(undefined, 0, { ...input, rule: own })?.alert.runbook).toBe(own.runbook);
    expect(step(undefined, 0)?.alert).not.toHaveProperty('runbook');
  });
});

describe('too few sessions', () => {
  const three = { ...rule, minSessions: 3 };

  it('make no alert', () => {
    expect(step(undefined, 0, { rule: three, sessions: 2 })).toBeUndefined();
    expect(step(undefined, 0, { rule: three, sessions: 3 })).toBeDefined();
    // If no session is counted, the rule gives no number of sessions.
    expect(step(undefined, 0, { rule: three })).toBeDefined();
  });

  it('end none that fires', () => {
    const later = told.figuresAt + FIGURES_MS;
    expect(step(told, later, { rule: three, sessions: 0 })).toMatchObject({
      alert: { state: { kind: 'firing' }, sessions: 0 },
    });
  });

  it('are fewer than three for a burn rate, unless the rule says otherwise', () => {
    const burn = { ...rule, kind: 'burnRate' } as unknown as AlertRule;
    expect(floorOfSessions(burn)).toBe(3);
    expect(floorOfSessions({ ...burn, minSessions: 0 })).toBe(0);
    expect(floorOfSessions(rule)).toBe(0);
  });
});

it('figures are needed at the beginning, for the first notice, and each minute', () => {
  const known = { figuresAt: 1_000, why: fired.why! };
  const asked = (more: Partial<Pick<Alert, 'telling'>>, now: number, fires = false) =>
    needsFigures({ ...known, ...more }, now, fires);
  expect(asked({}, 1_001)).toBe(false);
  expect(asked({}, 1_001, true)).toBe(true);
  expect(needsFigures({ figuresAt: 1_000 }, 1_001, false)).toBe(true);
  expect(asked({}, 1_000 + FIGURES_MS)).toBe(true);
  const telling = { tellAt: 1_500, steps: 0, told: [], notices: 0 };
  expect(asked({ telling }, 1_499)).toBe(false);
  expect(asked({ telling }, 1_500)).toBe(true);
  expect(asked({ telling: { ...telling, steps: 1 } }, 1_500)).toBe(false);
});
