import { expect, it } from 'vitest';
import type { Promised } from '../history/check-history.ts';
import { lossTable } from './loss-table.ts';
import type { Verdict } from './verdict-file.ts';

const trial = (contestant: Verdict['contestant'], ...broke: readonly Promised[]): Verdict => ({
  ...{ engine: 'chromium', contestant, fault: 'kill', seed: 1, stage: 'send' },
  ...{ acknowledged: 5, sends: 5, effects: 5, drainedMs: 100 },
  violations: broke.map((promise) => ({ promise, id: 'e1', what: '' })),
});

const rowsOf = (...verdicts: readonly Verdict[]): readonly string[] =>
  lossTable(verdicts).split('\n').slice(2);

it('the table counts each kill once for a promise, and bounds the rate of kills that break any', () => {
  const kills = Array.from({ length: 300 }, () => trial('holdfast'));
  const workbox = [trial('workbox', 'kept', 'kept', 'order'), trial('workbox', 'once')];
  expect(rowsOf(...workbox, ...kills)).toEqual([
    '| holdfast, chromium | 300 | 1500 | 0 | 0 | 0 | 0 | < 1.0 % |',
    '| workbox, chromium | 2 | 10 | 1 | 1 | 1 | 0 | < 100.0 % |',
  ]);
});

it('the table counts no other fault, and no trial that the machine kept from its end', () => {
  const other = { ...trial('holdfast', 'kept'), fault: 'tab closed' };
  const broken = { ...trial('holdfast', 'kept'), broken: 'no browser' };
  expect(rowsOf(other, broken, trial('holdfast'))).toEqual([
    '| holdfast, chromium | 1 | 5 | 0 | 0 | 0 | 0 | < 100.0 % |',
  ]);
});
