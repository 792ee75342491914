import { afterEach, expect, it } from 'vitest';
import { stackless } from './stackless.ts';

const descriptor = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
const limit = Error.stackTraceLimit;
afterEach(() => {
  if (descriptor) Object.defineProperty(Error, 'stackTraceLimit', descriptor);
  Error.stackTraceLimit = limit;
});

it('makes an error without a stack, and only that one', () => {
  expect(stackless(() => new Error('refused')).stack).toBe('Error: refused');
  expect(new Error('real').stack).toContain('stackless.test');
});

it('gives stacks back even if making the error fails', () => {
  expect(() =>
    stackless(() => {
      throw new RangeError('cannot make it');
    }),
  ).toThrow(RangeError);
  expect(Error.stackTraceLimit).toBe(limit);
});

it('makes the error as always where stacks cannot be limited', () => {
  Object.defineProperty(Error, 'stackTraceLimit', { value: limit, writable: false });
  expect(stackless(() => new Error('refused')).message).toBe('refused');
});
