import { expect, it } from 'vitest';
import { peek, peekText } from './peek.ts';

const { proxy, revoke } = Proxy.revocable({}, {});
revoke();

it.each<[string, unknown, unknown]>([
  ['a property', { a: 1 }, 1],
  ['an inherited one', Object.create({ a: 1 }), 1],
  ['one that is missing', {}, undefined],
  ['one of undefined', undefined, undefined],
  ['one of null', null, undefined],
  ['one of a text', 'text', undefined],
  ['one of a revoked proxy', proxy, undefined],
  [
    'one that throws',
    {
      get a(): number {
        throw new Error('no');
      },
    },
    undefined,
  ],
])('peek reads %s', (_title, value, expected) => {
  expect(peek(value, 'a')).toBe(expected);
});

it.each<[string, unknown, string]>([
  ['a text', { a: 'text' }, 'text'],
  ['nothing of what cannot become one', { a: Object.create(null) as unknown }, ''],
  ['nothing of a symbol', { a: Symbol('a') }, ''],
  ['nothing of a number', { a: 1 }, ''],
])('peekText reads %s', (_title, value, expected) => {
  expect(peekText(value, 'a')).toBe(expected);
});
