import { describe, expect, it } from 'vitest';
import {
  dueNotices,
  nextTelling,
  startTelling,
  type Telling,
  type TellingRules,
} from './telling.ts';

const rules: TellingRules = {
  steps: [{ tell: ['chat'] }, { afterMs: 100, tell: ['pager', 'chat'] }],
  repeatMs: 1_000,
  isSilenced: false,
};
const told = (at: number): Telling => {
  const due = dueNotices(startTelling(0, 30), at, rules);
  if (!due) throw new Error('Nothing was due.');
  return due.telling;
};

describe('telling people', () => {
  it('waits for others of the same alert', () => {
    expect(dueNotices(startTelling(0, 30), 29, rules)).toBeUndefined();
    expect(dueNotices(startTelling(0, 30), 30, rules)).toMatchObject({
      first: ['chat'],
      again: [],
    });
  });

  it('goes one step further when the alert goes on, and gives no target a second first notice', () => {
    expect(dueNotices(told(30), 129, rules)).toBeUndefined();
    expect(dueNotices(told(30), 130, rules)).toMatchObject({
      first: ['pager'],
      telling: { told: ['chat', 'pager'], steps: 2, notices: 2 },
    });
  });

  it('takes all overdue steps at once', () => {
    expect(dueNotices(startTelling(0, 30), 500, rules)?.first).toEqual(['chat', 'pager']);
  });

  it('sends a reminder after `repeatMs` without another notice', () => {
    const telling = told(130);
    expect(dueNotices(telling, 1_129, rules)).toBeUndefined();
    expect(dueNotices(telling, 1_130, rules)).toMatchObject({
      first: [],
      again: ['chat', 'pager'],
    });
  });

  it('puts all notices off during a silence', () => {
    const silenced = { ...rules, isSilenced: true };
    expect(dueNotices(startTelling(0, 30), 30, silenced)).toBeUndefined();
    expect(nextTelling(startTelling(0, 30), silenced)).toBeUndefined();
    expect(dueNotices(startTelling(0, 30), 90, rules)?.first).toEqual(['chat']);
  });

  it('stops reminders and escalation once an administrator has acknowledged the alert', () => {
    const acknowledged = { ...told(30), acknowledged: { by: 'mara', at: 40 } };
    expect(dueNotices(acknowledged, 9_000, rules)).toBeUndefined();
    expect(nextTelling(acknowledged, rules)).toBeUndefined();
  });

  it('knows when the next notice is due', () => {
    expect(nextTelling(startTelling(0, 30), rules)).toBe(30);
    expect(nextTelling(told(30), rules)).toBe(130);
    expect(nextTelling(told(130), rules)).toBe(1_130);
  });

  it('takes a step without a target once', () => {
    const noTarget = { ...rules, steps: [{ tell: [] }] };
    const due = dueNotices(startTelling(0, 30), 30, noTarget);
    expect(due).toMatchObject({ first: [], again: [] });
    expect(due && dueNotices(due.telling, 9_000, noTarget)).toBeUndefined();
  });
});
