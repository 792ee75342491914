import { describe, expect, it } from 'vitest';
import { sectionOf, withSections } from './figures-page.ts';

const row = { name: 'one', unit: 'ns per call', ours: 123.4, bare: 50, peers: {}, ratios: {} };

describe('the page of figures', () => {
  it('shows a report as a table, with a column for each peer that anybody was measured against', () => {
    const { text } = sectionOf(
      'http',
      [
        { ...row, peers: { ky: 1234.5 } },
        { ...row, name: 'two', ours: 0.01234, peers: { axios: 9 } },
      ],
      'a machine',
    );
    expect(text.split('\n')).toEqual([
      '## http',
      '',
      '`npm run bench http` (a machine), ns per call, medians:',
      '',
      '|  | ours | bare | × bare | ky | axios |',
      '| --- | --- | --- | --- | --- | --- |',
      '| one | 123 | 50 | 2.47 | 1235 | – |',
      '| two | 0.0123 | 50 | 0.000247 | – | 9 |',
    ]);
  });

  it('tells the unit with each row when there are several, and no figure where there is none', () => {
    const none = JSON.parse('null') as number;
    const { text } = sectionOf('streams', [row, { ...row, unit: 'ms', bare: none }], 'a machine');
    expect(text).toContain('(a machine), medians:');
    expect(text).toContain('| one (ns per call) | 123 | 50 |');
    expect(text).toContain('| one (ms) | 123 | – | – |');
  });

  it('replaces the tables that were measured again and keeps the others, in the order of their names', () => {
    const page = withSections('# Old words\n\n## b\n\nold b\n\n## c\n\nold c\n', [
      { name: 'c', text: '## c\n\nnew c' },
      { name: 'a', text: '## a\n\nnew a' },
    ]);
    expect(page).toMatch(/^# Figures\n/);
    expect(page).not.toContain('Old words');
    expect(page.slice(page.indexOf('## a'))).toBe(
      '## a\n\nnew a\n\n## b\n\nold b\n\n## c\n\nnew c\n',
    );
  });
});
