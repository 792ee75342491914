import { describe, expect, it } from 'vitest';
import { reportSection } from './report-section.ts';

const row = { name: 'one', unit: 'ns per call', ours: 123.4, bare: 50, peers: {}, ratios: {} };

describe('a report on the page of figures', () => {
  it('is a table with a column for each peer that anything was measured against', () => {
    const rows = [
      { ...row, peers: { ky: 1234.5 } },
      { ...row, name: 'two', ours: 0.01234, peers: { axios: 9 } },
    ];
    expect(reportSection('http', rows, 'a machine').split('\n')).toEqual([
      '### http',
      '',
      '`npm run bench http`, ns per call, medians (a machine):',
      '',
      '|  | ours | bare | × bare | ky | axios |',
      '| --- | --- | --- | --- | --- | --- |',
      '| one | 123 | 50 | 2.47 | 1235 | – |',
      '| two | 0.0123 | 50 | 0.000247 | – | 9 |',
    ]);
  });

  it('names the unit in each row when there are several, and leaves a cell empty without a figure', () => {
    const none = JSON.parse('null') as number;
    const text = reportSection('streams', [row, { ...row, unit: 'ms', bare: none }], 'a machine');
    expect(text).toContain('`npm run bench streams`, medians (a machine):');
    expect(text).toContain('| one (ns per call) | 123 | 50 |');
    expect(text).toContain('| one (ms) | 123 | – | – |');
  });
});
