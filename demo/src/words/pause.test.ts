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

it('is “a little” when the server asks for less than a minute', () => {
  expect(pauseInWords({ family: 'rate-limit', retryAfterMs: 3000 })).toBe('Wait a little.');
});
