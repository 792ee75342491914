import { expect, it } from 'vitest';
import { kafkaReader } from './kafka-reader.ts';

it('reads one value after the other', () => {
  const reader = kafkaReader(Buffer.from('ff0001000000020000000000000003', 'hex'));
  expect([reader.int8(), reader.int16(), reader.int32(), reader.int64(), reader.at]).toEqual([
    ...[-1, 1, 2],
    3n,
    15,
  ]);
});

it('reads texts, bytes and lists, and knows a missing one from an empty one', () => {
  const reader = kafkaReader(Buffer.from('00026869ffff0000ffffffff000000020102', 'hex'));
  expect([reader.string(), reader.string(), reader.string()]).toEqual(['hi', undefined, '']);
  expect(reader.bytes()).toBeUndefined();
  expect(reader.items(() => reader.int8())).toEqual([1, 2]);
});

it.each([
  ['00', 0],
  ['01', -1],
  ['02', 1],
  ['8001', 64],
  ['ffffffff0f', -2_147_483_648],
  // The difference of two times may need more than 32 bits.
  ['8080d194b574', 2_000_000_000_000],
])('reads the integer %s of variable length', (hex, value) => {
  expect(kafkaReader(Buffer.from(hex, 'hex')).varint()).toBe(value);
});
