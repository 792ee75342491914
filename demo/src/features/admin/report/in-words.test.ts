import { expect, it } from 'vitest';
import type { WeekReport } from '../../../../contract/reliability.ts';
import { figureLines, weekInWords } from './in-words.ts';
import { words } from './words.ts';

const none = { now: 0, before: 0 };
const nothing = { now: null, before: null };
const quiet: WeekReport = {
  ...{ week: '2026-W49', from: 0, to: 1, operations: none, operationsFailed: none },
  ...{ requests: none, requestsFailed: none, sessionsAffected: none, retries: none },
  ...{ recovered: none, givenUp: none, recoveryRate: nothing, costMicros: none },
  ...{ recoveryP50Ms: nothing, recoveryP95Ms: nothing },
  ...{ failures: [], recoveries: [], releases: [] },
};
const busy: WeekReport = {
  ...quiet,
  requests: { now: 1204, before: 980 },
  requestsFailed: { now: 3, before: 0 },
  sessionsAffected: { now: 2, before: 5 },
  recovered: { now: 11, before: 0 },
  givenUp: { now: 1, before: 0 },
  recoveryRate: { now: 11 / 12, before: null },
  recoveryP50Ms: { now: 1210, before: null },
  recoveryP95Ms: { now: 8300, before: null },
  costMicros: { now: 1_520_000, before: 0 },
};

it('says how the week was in a few sentences', () => {
  expect(weekInWords(busy, words.en, 'en')).toBe(
    'The server answered 1,204 requests. 3 of them failed (0.2%). Failures reached 2 pages. The week before it was 5. 11 of 12 troubles healed themselves. Half of these took 1.2 s or less, 95 % 8.3 s. Texts and portraits cost $1.52.',
  );
  expect(weekInWords(busy, words.de, 'de')).toContain('1.204 Anfragen beantwortet. 3 davon');
});

it('has one sentence for a week without use, and names no failure in a week without failures', () => {
  expect(weekInWords(quiet, words.en, 'en')).toBe('Fireside was not used in this week.');
  const fine = { ...quiet, requests: { now: 7, before: 0 } };
  expect(weekInWords(fine, words.en, 'en')).toBe(
    'The server answered 7 requests. None failed. No failure reached a page.',
  );
});

it('shows a dash for a figure without measurements, and a zero for an event that did not happen', () => {
  const lines = new Map(figureLines(busy, words.en, 'en').map(({ name, ...rest }) => [name, rest]));
  expect(lines.get('Share that healed')).toEqual({ now: '91.7%', before: '–' });
  expect(lines.get('Troubles that were given up')).toEqual({ now: '1', before: '0' });
  expect(lines.get('95 % healed within')).toEqual({ now: '8.3 s', before: '–' });
});
