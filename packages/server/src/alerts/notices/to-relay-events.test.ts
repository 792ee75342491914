import { describe, expect, it } from 'vitest';
import { parseNotice } from '../../relay/relay-notice.ts';
import type { Alert } from '../state/alert.ts';
import type { AlertNotice } from '../state/tell-step.ts';
import { type NoticeOptions, toRelayEvents } from './to-relay-events.ts';

const alert: Alert = {
  ...{ fingerprint: 'f1', rule: 'failures', title: 'Stories fail', severity: 'critical' },
  ...{ values: {}, state: { kind: 'firing', at: 1 }, episode: 3, also: 0 },
  ...{ figuresAt: 5, version: 1 },
};
const events = (
  more: Partial<Alert> = {},
  options: Partial<NoticeOptions> = {},
  targets: AlertNotice['targets'] = ['chat'],
) =>
  toRelayEvents(
    { ...{ alert: { ...alert, ...more }, is: 'firing', number: 2, at: 7 }, targets },
    { targets: { chat: { sink: 'slack' } }, ...options },
  );
const noticeOf = (more: Partial<Alert> = {}, options: Partial<NoticeOptions> = {}) =>
  parseNotice(events(more, options)[0]?.body);

describe('a notice', () => {
  it('is one event for each target, in the topic `alerts` where the target names none', () => {
    const targets = { chat: { sink: 'slack' }, 'on call': { sink: 'pager', topic: 'ops' } };
    expect(events({}, { targets }, ['chat', 'on call'])).toMatchObject([
      { sink: 'slack', topic: 'alerts', key: 'f1', id: 'alert:f1:3:2:chat' },
      { sink: 'pager', topic: 'ops', key: 'f1', id: 'alert:f1:3:2:on%20call' },
    ]);
  });

  it('has no event for a target that the app no longer has', () => {
    expect(events({}, {}, ['gone'])).toEqual([]);
  });

  it('says only what is known of its alert', () => {
    expect(noticeOf()).toMatchObject({
      ...{ title: 'Stories fail', severity: 'critical', state: 'firing', dedupKey: 'f1', at: 7 },
      ...{ fields: [], source: 'alerts' },
    });
    const silent = noticeOf();
    expect([silent?.text, silent?.runbook, silent?.link]).toEqual(Array(3).fill(undefined));
  });

  it('names the values of its alert in the title, and those of the worst judgement beside them', () => {
    const values = { operation: 'story.tell', release: '' };
    expect(noticeOf({ values, worst: { detail: 'TIMEOUT' } })).toMatchObject({
      title: 'Stories fail: story.tell',
      fields: [
        { name: 'Operation', value: 'story.tell' },
        { name: 'Release', value: '–' },
        { name: 'What', value: 'TIMEOUT' },
      ],
    });
    const other = { region: 'north' } as Alert['values'];
    expect(noticeOf({ values: other })?.fields).toEqual([{ name: 'region', value: 'north' }]);
  });

  it('says why, for how many sessions, and how many more there are', () => {
    const why = { kind: 'custom', text: 'The app says so.' } as const;
    expect(noticeOf({ why, sessions: 0, also: 2 })).toMatchObject({
      text: 'The app says so.',
      fields: [
        { name: 'Sessions', value: '0' },
        { name: 'Also', value: '2 more of this alert' },
      ],
    });
  });

  it('leads to its page, and to the page of its runbook', () => {
    const options: Partial<NoticeOptions> = {
      link: (fingerprint) => `https://app.example/alerts/${fingerprint}`,
      runbookUrl: (code) => `https://docs.example/${code}`,
    };
    expect(noticeOf({ runbook: 'TIMEOUT' }, options)).toMatchObject({
      link: 'https://app.example/alerts/f1',
      runbook: 'https://docs.example/TIMEOUT',
    });
    expect(noticeOf({ runbook: 'TIMEOUT' })?.runbook).toBeUndefined();
    for (const address of ['https://own.example/x', 'http://own.example/x']) {
      expect(noticeOf({ runbook: address }, options)?.runbook).toBe(address);
    }
  });

  it.each([
    ['is a promise', async () => 'https://app.example/'],
    ['is longer than 2,000 characters', () => `https://app.example/${'x'.repeat(2_000)}`],
  ])('goes out without an address of the app that %s', (_, ask) => {
    const given = { link: ask, runbookUrl: ask } as unknown as Partial<NoticeOptions>;
    const notice = noticeOf({ runbook: 'TIMEOUT' }, given);
    expect(notice).toMatchObject({ state: 'firing' });
    expect([notice?.link, notice?.runbook]).toEqual([undefined, undefined]);
  });
});
