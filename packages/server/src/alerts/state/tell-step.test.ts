import { describe, expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { tellOfEnd, tellOfFire, toEvent } from './tell-step.ts';
import { startTelling, type Telling, type TellingRules } from './telling.ts';

const alert: Alert = {
  ...{ fingerprint: 'r', rule: 'r', title: 'R', severity: 'critical', values: {}, also: 0 },
  ...{ state: { kind: 'firing', at: 0 }, episode: 1, figuresAt: 0, version: 3 },
};
const rules: TellingRules = {
  steps: [{ tell: ['chat'] }, { afterMs: 100, tell: ['chat', 'pager'] }],
  ...{ repeatMs: 1_000, isSilenced: false },
};
const waiting = startTelling(0, 10);
const fire = (telling: Telling, now: number, more: Partial<TellingRules> = {}) =>
  tellOfFire(alert, telling, now, { ...rules, ...more });

const end = (telling: Telling | undefined, now: number, more: Partial<TellingRules> = {}) =>
  tellOfEnd(alert, telling, now, { ...rules, ...more });

describe('an alert that fires', () => {
  it('tells each target when its step is due, and again after a time', () => {
    expect(fire(waiting, 9)).toBeUndefined();
    const first = fire(waiting, 10)!;
    expect(first).toMatchObject({
      events: [{ what: 'told', targets: ['chat'], at: 10 }],
      notices: [{ is: 'firing', targets: ['chat'], number: 1, at: 10 }],
    });
    const second = fire(first.telling, 110)!;
    expect(second).toMatchObject({
      events: [{ what: 'told', targets: ['pager'] }],
      notices: [{ targets: ['pager'], number: 2, alert: { telling: second.telling } }],
    });
    expect(fire(second.telling, 1_109)).toBeUndefined();
    expect(fire(second.telling, 1_110)).toMatchObject({
      events: [{ what: 'repeated', targets: ['chat', 'pager'] }],
      notices: [{ is: 'firing', targets: ['chat', 'pager'], number: 3 }],
    });
  });

  it('counts a step without a target, and writes nothing of it', () => {
    expect(fire(waiting, 10, { steps: [{ tell: [] }] })).toMatchObject({
      telling: { steps: 1 },
      events: [],
      notices: [],
    });
  });
});

describe('an alert that ends', () => {
  it('tells every target that was told, once', () => {
    const { telling } = fire(fire(waiting, 10)!.telling, 110)!;
    const ended = end(telling, 200)!;
    expect(ended).toMatchObject({
      telling: { notices: 3 },
      events: [{ what: 'resolved', targets: ['chat', 'pager'], at: 200 }],
      notices: [{ is: 'resolved', targets: ['chat', 'pager'], number: 3 }],
    });
    expect(ended.notices[0]?.alert.telling).toEqual(ended.telling);
  });

  it('tells no further step of an escalation, and no repeat', () => {
    const { telling } = fire(waiting, 10)!;
    expect(end(telling, 5_000)?.events).toMatchObject([{ what: 'resolved', targets: ['chat'] }]);
  });

  it('first sends its first notice if it ended within its group wait', () => {
    expect(end(waiting, 5)).toMatchObject({
      events: [
        { what: 'told', targets: ['chat'] },
        { what: 'resolved', targets: ['chat'] },
      ],
      notices: [
        { is: 'firing', number: 1 },
        { is: 'resolved', number: 2 },
      ],
    });
  });

  it.each([
    ['was silenced all the time', { isSilenced: true }],
    ['has no target', { steps: [] }],
  ])('tells no target where it %s, and stands in the history', (_, more) => {
    expect(end(waiting, 20, more)).toEqual({
      telling: waiting,
      events: [expect.objectContaining({ what: 'resolved', targets: [] })],
      notices: [],
    });
  });

  it('has nothing to tell where it never began to', () => {
    expect(end(undefined, 20)).toBeUndefined();
  });
});

it('the history has the reason and the sessions where they are known', () => {
  const why = { kind: 'custom', text: 'Busy.' } as const;
  expect(toEvent({ ...alert, why, sessions: 0 }, 'fired', [], 7)).toEqual({
    ...{ fingerprint: 'r', episode: 1, version: 3, title: 'R', severity: 'critical' },
    ...{ what: 'fired', targets: [], at: 7, why, sessions: 0 },
  });
  expect(Object.keys(toEvent(alert, 'fired', [], 7))).not.toContain('why');
  expect(Object.keys(toEvent(alert, 'fired', [], 7))).not.toContain('sessions');
});
