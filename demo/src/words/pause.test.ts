import { expect, it } from 'vitest';
import { pauseInWords } from './pause.ts';

it.each([
  [undefined, ''],
  [0, ''],
  [59_999, ''],
  [60_000, 'Fireside asks for a pause of 1 minute.'],
  [60_001, 'Fireside asks for a pause of 2 minutes.'],
  [5 * 60_000, 'Fireside asks for a pause of 5 minutes.'],
  [60 * 60_000, 'Fireside asks for a pause of 60 minutes.'],
  [60 * 60_000 + 1, 'Fireside asks for a pause of 2 hours.'],
  [24 * 3_600_000, 'Fireside asks for a pause of 24 hours.'],
])('a pause of %s ms reads %j, and is never too short', (retryAfterMs, words) => {
  expect(pauseInWords({ family: 'auth', retryAfterMs })).toBe(words);
});

it('says when the writer may try again, or “a little” when the server did not say', () => {
  expect(pauseInWords({ family: 'rate-limit', retryAfterMs: 3000 })).toBe(
    'Try again in 3 seconds.',
  );
  expect(pauseInWords({ family: 'rate-limit', retryAfterMs: 0 })).toBe('Wait a little.');
  expect(pauseInWords({ family: 'rate-limit', retryAfterMs: 7_200_000 }, 'de')).toBe(
    'Fireside bittet um eine Pause von 2 Stunden.',
  );
});

it('is in seconds while the generator has no free place', () => {
  expect(pauseInWords({ family: 'generator', retryAfterMs: 3000 })).toBe('Try again in 3 seconds.');
  expect(pauseInWords({ family: 'generator', retryAfterMs: 0 })).toBe('');
});

it('of a budget says when there is a new one', () => {
  const used = { family: 'budget', retryAfterMs: 5 * 3_600_000 } as const;
  expect(pauseInWords(used)).toBe('There is a new budget in 5 hours.');
  expect(pauseInWords(used, 'de')).toBe('In 5 Stunden gibt es ein neues Budget.');
});
