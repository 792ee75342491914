import { expect, it } from 'vitest';
import { nextSpan, traceIdOf } from './trace-parent.ts';

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
const form = /^00-[\da-f]{32}-[\da-f]{16}-01$/;

it('a new span stays in the trace, with its flags', () => {
  expect(nextSpan(given)).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[\da-f]{16}-00$/);
  expect(nextSpan(given)).not.toBe(nextSpan(given));
  expect(nextSpan(given)).not.toBe(given);
  expect(traceIdOf(given)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

it.each([
  ...[undefined, null, '', 'abc', `${given} `, `${given}-00`, given.toUpperCase()],
  ...[given.replace(/^00/, 'ff'), given.replace('4bf92f', '4bf92g')],
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
])('the wrong value %j is ignored, and a new trace begins', (wrong) => {
  const span = nextSpan(wrong);
  expect(span).toMatch(form);
  expect(traceIdOf(span)).not.toBe(traceIdOf(nextSpan(wrong)));
  expect(traceIdOf(wrong)).toBeUndefined();
});
