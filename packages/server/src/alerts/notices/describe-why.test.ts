import { expect, it } from 'vitest';
import type { Why } from '../judging/why.ts';
import { describeWhy } from './describe-why.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const at = Date.UTC(2026, 10, 30, 12);

it.each<[Why, string]>([
  [
    {
      ...{ kind: 'threshold', what: 'count', is: 'above', value: 12, limit: 10 },
      ...{ windowMs: 5 * MINUTE, events: 12 },
    },
    'The count was 12 in the last 5 minutes (12 events), above the limit of 10.',
  ],
  [
    {
      ...{ kind: 'threshold', what: 'ratio', is: 'above', value: 0.314, limit: 0.2 },
      ...{ windowMs: HOUR, events: 1 },
    },
    'The share was 31.4 % in the last hour (1 event), above the limit of 20 %.',
  ],
  [
    {
      ...{ kind: 'threshold', what: 'rate', is: 'below', value: 1.25, limit: 2 },
      ...{ windowMs: HOUR, events: 75 },
    },
    'The rate was 1.25 a minute in the last hour (75 events), below the limit of 2 a minute.',
  ],
  [
    {
      ...{ kind: 'threshold', what: 'percentile', is: 'above', value: 2_310, limit: 2_000 },
      ...{ windowMs: DAY, events: 80 },
    },
    'The duration was 2,310 ms in the last day (80 events), above the limit of 2,000 ms.',
  ],
  [
    {
      ...{ kind: 'burnRate', burns: 20.3, factor: 14.4, objective: 0.99 },
      ...{ bad: 40, all: 120, windowMs: HOUR },
    },
    '40 of 120 failed in the last hour: the error budget of 1 % is spent at least 20.3 times too fast, and the limit is 14.4.',
  ],
  [
    { kind: 'absence', windowMs: 15 * MINUTE, before: 300, beforeMs: HOUR },
    'Nothing was counted in the last 15 minutes, after 300 events in 1 hour before.',
  ],
  [
    {
      ...{ kind: 'newKind', operation: 'story.tell', detail: 'TIMEOUT', release: '1.2' },
      ...{ firstAt: at, events: 3 },
    },
    'TIMEOUT of story.tell in release 1.2 was never counted before: 3 events since 2026-11-30 12:00 UTC.',
  ],
  [
    {
      ...{ kind: 'newKind', operation: '', detail: '', release: '', firstAt: at, events: 1 },
    },
    'This was never counted before: 1 event since 2026-11-30 12:00 UTC.',
  ],
  [
    {
      ...{ kind: 'threshold', what: 'count', is: 'above', value: 12, limit: 10 },
      ...{ windowMs: 90 * MINUTE, events: 12 },
    },
    'The count was 12 in the last 90 minutes (12 events), above the limit of 10.',
  ],
  [
    { kind: 'absence', windowMs: 36 * HOUR, before: 1, beforeMs: 2 * DAY },
    'Nothing was counted in the last 36 hours, after 1 event in 2 days before.',
  ],
  [
    { kind: 'anomaly', is: 'above', value: 60, expected: 5, score: 11.2, stepMs: 5 * MINUTE },
    '60 in 5 minutes, where 5 are usual at this hour: 11.2 usual deviations above it.',
  ],
  [
    {
      ...{ kind: 'forecast', spent: 60, low: 85, expected: 110, high: 160, limit: 100 },
      endsAt: at,
    },
    '60 are spent, and by 2026-11-30 12:00 UTC it will be about 110 (85 to 160): the limit is 100.',
  ],
  [
    {
      ...{ kind: 'forecast', spent: 101, low: 101, expected: 101, high: 101, limit: 100 },
      endsAt: at,
    },
    '101 are spent, and the limit is 100.',
  ],
  [{ kind: 'custom', text: 'The app says so.' }, 'The app says so.'],
])('says why an alert fires: %j', (why, sentence) => {
  expect(describeWhy(why)).toBe(sentence);
});
