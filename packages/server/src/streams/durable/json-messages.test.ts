import { expect, it } from 'vitest';
import { firstMessages, messagesOf, toArray } from './json-messages.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (given: Uint8Array | undefined) => given && new TextDecoder().decode(given);

it.each([
  [' {"a": 1} ', '{"a": 1}'],
  ['[ 1.0, "x" ]', '1.0, "x"'],
  ['[[1,2]]', '[1,2]'],
  ['[]', ''],
  ['"]"', '"]"'],
])('makes messages of the body %s', (body, messages) => {
  expect(text(messagesOf(bytes(body)))).toBe(messages);
});

it('takes the first messages, whatever stands in their texts', () => {
  const record = bytes('{"a":[1,2]},"x\\\\","\\",",[[3],4],5');
  const counted = [1, 2, 3, 4, 5, 6].map((count) => text(firstMessages(record, count)));
  expect(counted).toEqual([
    '{"a":[1,2]}',
    '{"a":[1,2]},"x\\\\"',
    '{"a":[1,2]},"x\\\\","\\","',
    '{"a":[1,2]},"x\\\\","\\",",[[3],4]',
    text(record),
    undefined,
  ]);
});

it('puts records into one array', () => {
  expect(text(toArray([]))).toBe('[]');
  expect(text(toArray([bytes('1')]))).toBe('[1]');
  expect(text(toArray([bytes('1,2'), bytes('3')]))).toBe('[1,2,3]');
});
