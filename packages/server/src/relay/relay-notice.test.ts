import { expect, it } from 'vitest';
import { parseNotice, type RelayNotice } from './relay-notice.ts';

const notice: RelayNotice = {
  title: 'Saving characters fails',
  severity: 'critical',
  state: 'firing',
  dedupKey: 'rule-7:character.save',
  at: 1_000,
  text: 'Every second attempt fails.',
  fields: [{ name: 'Sessions', value: '41' }],
  runbook: 'https://runbooks.test/1033',
};

it('reads the notice that a database has kept', () => {
  expect(parseNotice(JSON.parse(JSON.stringify(notice)))).toEqual(notice);
});

it('leaves out members of a wrong type, and fields without a name', () => {
  const fields = [{ name: 'Sessions', value: '41' }, { value: 'lost' }, null];
  expect(parseNotice({ ...notice, fields, text: 7, extra: true })).toEqual({
    ...notice,
    text: undefined,
  });
});

it.each([
  ['no object', 'text'],
  ['nothing', undefined],
  ['no title', { ...notice, title: '' }],
  ['no key', { ...notice, dedupKey: undefined }],
  ['an unknown severity', { ...notice, severity: 'page' }],
  ['an unknown state', { ...notice, state: 'pending' }],
  ['no time', { ...notice, at: 'now' }],
])('finds no notice in %s', (_, body) => {
  expect(parseNotice(body)).toBeUndefined();
});
