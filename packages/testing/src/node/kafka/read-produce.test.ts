import { expect, it } from 'vitest';
import { readProduceAnswer } from './read-produce.ts';

/** The answer to a Produce request: an error code for each of two partitions of one topic. */
function answer(version: number, codes: readonly number[]): Buffer {
  const name = Buffer.from('notes');
  const head = Buffer.alloc(4 + 4 + 4 + 2 + name.length + 4);
  let at = head.writeInt32BE(1, 8);
  at = head.writeInt16BE(name.length, at);
  at += name.copy(head, at);
  head.writeInt32BE(codes.length, at);
  const partitions = codes.map((code, partition) => {
    const one = Buffer.alloc(4 + 2 + 8 + 8 + (version >= 5 ? 8 : 0));
    one.writeInt32BE(partition, 0);
    one.writeInt16BE(code, 4);
    return one;
  });
  return Buffer.concat([head, ...partitions]);
}

it.each([3, 4, 5, 8])(
  'reads the code of each partition from an answer of version %i',
  (version) => {
    const request = { api: 'Produce', version, correlationId: 1, bodyAt: 0 };
    expect(readProduceAnswer(answer(version, [0, 19]), request)).toEqual([
      { topic: 'notes', partition: 0, error: 0 },
      { topic: 'notes', partition: 1, error: 19 },
    ]);
  },
);
