import { expect, it } from 'vitest';
import { readRecordBatch } from './read-record-batch.ts';

/** A batch as a client writes it: attributes, then the producer 7 in epoch 1, sequence 5, with these records. */
function batch(attributes: number, ...records: readonly string[]): Buffer {
  const head = Buffer.alloc(61);
  head.writeInt16BE(attributes, 21);
  head.writeBigInt64BE(7n, 43);
  head.writeInt16BE(1, 51);
  head.writeInt32BE(5, 53);
  head.writeInt32BE(records.length, 57);
  return Buffer.concat([head, ...records.map((hex) => Buffer.from(hex, 'hex'))]);
}

it('reads producer, sequence, keys, values and headers', () => {
  // Length, attributes, time, offset, key `k`, value `v`, one header `h: x`.
  const full = '18000000026b02760202680278';
  // A record without a key, a value and headers.
  const empty = '0c000002010100';
  expect(readRecordBatch(batch(0, full, empty))).toEqual({
    ...{ producerId: 7n, epoch: 1, sequence: 5 },
    records: [
      { key: 'k', value: 'v', headers: { h: 'x' } },
      { key: undefined, value: undefined, headers: {} },
    ],
  });
});

it('says that it reads no compressed records', () => {
  expect(() => readRecordBatch(batch(1))).toThrow('no compressed records');
});
