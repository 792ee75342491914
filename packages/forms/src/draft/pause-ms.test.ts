import { expect, it } from 'vitest';
import { pauseMs } from './pause-ms.ts';

it.each([
  ['waits for a pause after the first key', 0, 400],
  ['waits for a pause while the user goes on typing', 1999, 400],
  ['waits no longer when the user never pauses', 2000, 0],
  ['does not wait when the clock was set back', -1, 0],
])('%s', (_, unwrittenMs, waitMs) => {
  expect(pauseMs(unwrittenMs, 400)).toBe(waitMs);
});
