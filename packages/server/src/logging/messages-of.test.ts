import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { messagesOf } from './messages-of.ts';

it('gives the messages of an error and its causes, from the outside in', () => {
  const driver = Object.assign(new Error('no such table: notes'), { name: 'DriverError' });
  const thrown = new TypeError('cannot list', {
    cause: new Failure(catalogue.DATABASE_QUERY_FAILED, { cause: driver }),
  });
  expect(messagesOf(thrown)).toEqual([
    'TypeError: cannot list',
    'DriverError: no such table: notes',
  ]);
});

it('gives the message of each of several errors', () => {
  const both = new AggregateError([new Error('first'), new Error('second')], 'all failed');
  expect(messagesOf(both)).toEqual(['AggregateError: all failed', 'Error: first', 'Error: second']);
});

it('only names an error that lists the faults of an input, because it quotes the input', () => {
  const { error } = z.object({ age: z.number() }).safeParse({ age: 'whispered' });
  expect(messagesOf(error)).toEqual(['ZodError']);
});

it('ends where causes go in a circle, and after five', () => {
  const circle: Error & { cause?: unknown } = new Error('around');
  circle.cause = circle;
  expect(messagesOf(circle)).toEqual(['Error: around']);
  let deep = new Error('the last');
  for (let depth = 0; depth < 20; depth += 1) deep = new Error('next', { cause: deep });
  expect(messagesOf(deep)).toHaveLength(5);
});

it('removes whole values of the request before their words', () => {
  const own = { values: ['failed to be on time'], has: () => false };
  expect(messagesOf(new Error('refused: failed to be on time'), own)).toEqual([
    'Error: refused: …',
  ]);
});

it.each<[string, unknown, readonly string[]]>([
  ['a text', 'the oven is on fire', ['the oven is on fire']],
  ['an error named by a token', Object.assign(new Error('x'), { name: 'aB3dE5gH7jK9' }), ['x']],
  ['nothing', undefined, []],
  ['a number', 7, []],
  ['a failure of its own', new Failure(catalogue.NOT_FOUND), []],
])('accepts any thrown value: %s', (_, thrown, said) => {
  expect(messagesOf(thrown)).toEqual(said);
});

it('accepts an error whose properties throw', () => {
  const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
  revoke();
  expect(messagesOf(proxy)).toEqual([]);
});
