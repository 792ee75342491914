import { expect, it } from 'vitest';
import { toPointer } from './pointer.ts';

it('a pointer is written as RFC 6901 says', () => {
  expect(toPointer(['m~n', 'a/b', 0, ''])).toBe('/m~0n/a~1b/0/');
  expect(toPointer([])).toBe('');
});
