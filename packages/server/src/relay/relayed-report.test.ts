import { expect, it } from 'vitest';
import { parseReport } from './relayed-report.ts';

const row = {
  minute: 0,
  measure: 'failure',
  operation: 'save',
  detail: 'x',
  release: '1',
  count: 1,
};

it.each([undefined, null, 'text', {}, { rollups: 'none' }, { title: 'No key' }])(
  'reads no report from %j',
  (body) => {
    expect(parseReport(body)).toBeUndefined();
  },
);

it('leaves out the rows of roll-ups that are none, and keeps the others', () => {
  const wrong = [
    {},
    null,
    { ...row, count: '1' },
    { ...row, minute: Infinity },
    { ...row, release: 1 },
  ];
  expect(parseReport({ rollups: [...wrong, row] })).toEqual({ kind: 'rollups', rows: [row] });
});
