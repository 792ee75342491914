import { expect, it } from 'vitest';
import { splitFrames } from './split-frames.ts';

const frame = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
};

it.each([1, 3, 5, 100])('finds the frames in pieces of %i bytes', (size) => {
  const found: string[] = [];
  const feed = splitFrames((bytes) => found.push(bytes.subarray(4).toString()));
  const bytes = Buffer.concat([frame('one'), frame(''), frame('three')]);
  for (let at = 0; at < bytes.length; at += size) feed(bytes.subarray(at, at + size));
  expect(found).toEqual(['one', '', 'three']);
});

it('waits for the rest of a frame', () => {
  const found: Buffer[] = [];
  splitFrames((bytes) => found.push(bytes))(frame('half').subarray(0, 6));
  expect(found).toEqual([]);
});
