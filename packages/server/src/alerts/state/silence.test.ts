import { expect, it } from 'vitest';
import { matches, type Silence, silenceOf } from './silence.ts';

const alert = {
  fingerprint: 'failures|operation=story.tell',
  rule: 'failures',
  severity: 'critical',
  values: { operation: 'story.tell' },
} as const;
const silence = (id: string, since: number, until: number): Silence => ({
  ...{ id, since, until, matcher: { rule: 'failures' }, reason: 'maintenance', author: 'mara' },
});

it.each([
  [{ rule: 'failures' }, true],
  [{ rule: 'other' }, false],
  [{ operation: 'story.*' }, true],
  [{ operation: '*.tell' }, true],
  [{ operation: 's*y.*l' }, true],
  [{ operation: 'story.tell*tell' }, false],
  [{ operation: 'story.tell*' }, true],
  [{ operation: 'st*st*' }, false],
  [{ operation: 's*tel*tel*' }, false],
  [{ operation: '*t*l*l' }, true],
  [{ operation: '*x*' }, false],
  [{ operation: 'x*l' }, false],
  [{ operation: 's*x' }, false],
  [{ operation: 'story' }, false],
  [{ operation: '*' }, true],
  [{ release: '*' }, true],
  [{ release: '1.2' }, false],
  [{ rule: 'failures', severity: 'warning' }, false],
  [{ fingerprint: 'failures|operation=story.tell' }, true],
] as const)('the matcher %j: %s', (matcher, fits) => {
  expect(matches(matcher, alert)).toBe(fits);
});

it('compares even the worst pattern of the longest length at once', () => {
  const operation = 'a'.repeat(100_000);
  const worst = { operation: `${'*a'.repeat(149)}*b` };
  const begun = performance.now();
  expect(matches(worst, { ...alert, values: { operation } })).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

it('counts the silence that ends last, before its end', () => {
  const silences = [silence('short', 10, 20), silence('long', 10, 30)];
  expect(silenceOf(silences, alert, 10)?.id).toBe('long');
  expect(silenceOf(silences, alert, 30)).toBeUndefined();
});

it('counts a silence on a server whose clock is behind, or was set back', () => {
  expect(silenceOf([silence('made', 10, 30)], alert, 9)?.id).toBe('made');
});
