import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherPieces } from './node-gather-pieces.ts';

function setUp(onTooMany = (): void => {}) {
  const incoming = new IncomingMessage(new Socket());
  incoming.headers['transfer-encoding'] = 'chunked';
  gatherPieces(incoming, onTooMany);
  const pieces: Buffer[] = [];
  incoming.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => incoming.once('end', resolve));
  return { incoming, pieces, ended };
}

it('gives the app every byte of a body in order, with any division into chunks and reads', async () => {
  const lengths = fc.array(
    fc.array(fc.constantFrom(1, 2, 100, 1023, 1024, 5000, 16_383, 16_384, 70_000), {
      maxLength: 30,
    }),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(lengths, async (reads) => {
      const { incoming, pieces, ended } = setUp();
      const sent: Buffer[] = [];
      for (const chunks of reads) {
        for (const length of chunks) {
          const chunk = Buffer.alloc(length, sent.length + 1);
          sent.push(chunk);
          incoming.push(chunk);
        }
        // oxlint-disable-next-line no-await-in-loop -- one read of the socket after another
        await turn();
      }
      incoming.push(null);
      await ended;
      expect(Buffer.concat(pieces).equals(Buffer.concat(sent))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('joins the chunks of one read, so that a body of one-byte chunks takes little more than its length', async () => {
  const { incoming, pieces, ended } = setUp();
  for (let index = 0; index < 50_000; index += 1) incoming.push(Buffer.alloc(1));
  incoming.push(null);
  await ended;
  expect(pieces.length).toBeLessThan(5);
  const held = new Set(pieces.map(({ buffer }) => buffer));
  expect([...held].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(200_000);
});

it('reports a body with more short pieces than any client needs', async () => {
  let told = 0;
  const { incoming } = setUp(() => (told += 1));
  for (let index = 0; index < 16_383; index += 1) {
    incoming.push(Buffer.alloc(1));
    // oxlint-disable-next-line no-await-in-loop -- one read of the socket after another
    await turn();
  }
  expect(told).toBe(0);
  incoming.push(Buffer.alloc(1));
  await turn();
  expect(told).toBe(1);
});

it('makes Node stop reading while the app does not read', () => {
  const incoming = new IncomingMessage(new Socket());
  incoming.headers['content-length'] = '1000000';
  gatherPieces(incoming, () => {});
  const wants = Array.from({ length: 70_000 }, () => incoming.push(Buffer.alloc(1)));
  expect(wants.indexOf(false)).toBe(incoming.readableHighWaterMark - 1);
});
