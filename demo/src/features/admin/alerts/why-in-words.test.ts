import { expect, it } from 'vitest';
import { fullInWords } from './full-in-words.ts';
import { whyInWords } from './why-in-words.ts';
import { summaryInWords } from './summary-in-words.ts';
import { words } from './words.ts';

const HOUR = 3_600_000;

it.each([
  [
    { kind: 'burnRate', bad: 27, all: 120, burns: 4.5, windowMs: HOUR },
    '27 of 120 failed within 1 hour. That spends the error budget at least 4.5 times too fast.',
    '27 von 120 scheiterten (Zeitraum: 1 Stunde). Das verbraucht den Spielraum mindestens 4,5-mal zu schnell.',
  ],
  [
    { kind: 'absence', windowMs: HOUR / 4, before: 300, beforeMs: 24 * HOUR },
    'Nothing came for 15 minutes, after 300 within 1 day.',
    'Seit einiger Zeit kommt nichts mehr (15 Minuten), davor kamen 300 (1 Tag).',
  ],
  [
    { kind: 'anomaly', is: 'above', value: 60, expected: 5, stepMs: HOUR / 12 },
    '60 within 5 minutes, where 5 are usual at this hour.',
    '60 (Zeitraum: 5 Minuten); üblich sind um diese Zeit 5.',
  ],
  [
    { kind: 'threshold', what: 'ratio', is: 'above', value: 0.315, limit: 0.2, windowMs: HOUR },
    '31.5% within 1 hour; the limit is 20%.',
    '31,5 % (Zeitraum: 1 Stunde); die Grenze ist 20 %.',
  ],
  [
    {
      kind: 'threshold',
      what: 'percentile',
      is: 'above',
      value: 2900,
      limit: 2000,
      windowMs: HOUR,
    },
    'The slowest took 2,900 ms (within 1 hour); the limit is 2,000 ms.',
    'Die langsamsten dauerten 2.900 ms (Zeitraum: 1 Stunde); die Grenze ist 2.000 ms.',
  ],
  [
    { kind: 'threshold', what: 'rate', is: 'below', value: 1, limit: 5, windowMs: HOUR },
    'Only 1 a minute within 1 hour; the least is 5 a minute.',
    'Nur 1 je Minute (Zeitraum: 1 Stunde); mindestens 5 je Minute sollten es sein.',
  ],
  [{ kind: 'custom', text: 'The app says so.' }, 'The app says so.', 'The app says so.'],
  [{ kind: 'weather' }, '', ''],
])('says in both languages why: %j', (why, english, german) => {
  expect(whyInWords(why, words.en, 'en')).toBe(english);
  expect(whyInWords(why, words.de, 'de').replaceAll('\u{a0}', ' ')).toBe(german);
});

it('says when something was seen first, and when money will be gone', () => {
  const at = Date.UTC(2026, 10, 30, 12);
  expect(whyInWords({ kind: 'newKind', events: 3, firstAt: at }, words.en, 'en')).toMatch(
    /^Seen 3 times since 11\/30\/26.*never before\.$/,
  );
  const forecast = { kind: 'forecast', spent: 60, expected: 120, limit: 100, endsAt: at };
  expect(whyInWords(forecast, words.en, 'en')).toMatch(
    /^60 are spent\. By .*about 120; the limit is 100\.$/,
  );
});

it('says that a rule may have more troubles than the page shows', () => {
  const alerts = Array.from({ length: 50 }, () => ({
    rule: 'new-failure',
    title: 'A new failure',
  }));
  expect(fullInWords('new-failure', alerts, { text: words.en, language: 'en' })).toBe(
    '“A new failure” has 50 alerts, and one rule has no more. There may be more troubles than you see here.',
  );
  expect(fullInWords('new-failure', alerts, { text: words.de, language: 'de' })).toBe(
    '„Ein Fehler, den es noch nie gab“ hat 50 Warnungen, mehr hat keine Regel. Vielleicht ist mehr gestört, als du hier siehst.',
  );
});

const said = (...states: readonly ('firing' | 'pending')[]): string =>
  summaryInWords(
    states.map((state) => ({ state })),
    words.en,
  );

it('counts no alert that has not lasted long enough, and says that it may follow', () => {
  expect(said()).toBe('Nothing needs you.');
  expect(said('pending')).toBe('Nothing needs you. One may follow.');
  expect(said('firing', 'pending', 'pending')).toBe('One alert. 2 may follow.');
});
