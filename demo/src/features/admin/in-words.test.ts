import { expect, it } from 'vitest';
import type { MetricPoint } from '../../../contract/metrics.ts';
import { durationInWords, summaryOf } from './in-words.ts';
import { words } from './words.ts';

const quiet: MetricPoint = {
  ...{ at: 0, requests: 0, refused: 0, failed: 0, p50Ms: null, p95Ms: null, p99Ms: null },
  ...{ transactionP95Ms: null, retries: 0, recovered: 0, givenUp: 0, recoveryP50Ms: null },
  ...{ recoveryP95Ms: null, circuitsOpened: 0, cacheHits: 0, sessionsAffected: 0 },
};

it('says how Fireside fared in a few sentences', () => {
  const total = {
    ...quiet,
    ...{ requests: 1204, failed: 3, sessionsAffected: 2, recovered: 11, givenUp: 1 },
    ...{ recoveryP50Ms: 1210, recoveryP95Ms: 8300 },
  };
  expect(summaryOf(total, words.en, 'en')).toBe(
    '1,204 requests. 3 failed (0.2%). 2 sessions saw a failure. 11 of 12 troubles in pages ended by themselves. Half of them took 1.2 s or less, 95 % 8.3 s.',
  );
  expect(summaryOf(total, words.de, 'de')).toContain('1.204 Anfragen. 3 sind gescheitert (0,2');
});

it('has one sentence when all is well, and one when there were no requests', () => {
  expect(summaryOf({ ...quiet, requests: 7 }, words.en, 'en')).toBe('7 requests. None failed.');
  expect(summaryOf(quiet, words.en, 'en')).toBe('Nobody used Fireside in this time.');
});

it.each([
  [0.4, '0.4 ms'],
  [34.2, '34 ms'],
  [1000, '1 s'],
  [12_345, '12 s'],
])('says %d ms as %s', (ms, said) => {
  expect(durationInWords(ms, words.en, 'en')).toBe(said);
});
