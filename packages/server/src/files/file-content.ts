import { open } from 'node:fs/promises';
import type { Bytes } from '@holdfast/core/parts';
import type { ByteRange } from './byte-range.ts';

const PIECE_BYTES = 65_536;

/** Bytes in memory, in pieces that share it: a slow reader holds none of its own. */
export function fromMemory(
  bytes: Bytes,
  { first, last }: ByteRange,
): Bytes | ReadableStream<Uint8Array> {
  const part = bytes.subarray(first, last + 1);
  if (part.byteLength <= PIECE_BYTES) return part;
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(part.subarray(at, at + PIECE_BYTES));
        at += PIECE_BYTES;
        if (at >= part.byteLength) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A part of a file on disk, of which it reads only what the reader takes. */
export function fromDisk(file: string, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  let at = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          handle ??= await open(file, 'r');
          const piece = new Uint8Array(Math.min(PIECE_BYTES, last + 1 - at));
          const { bytesRead } = await handle.read(piece, 0, piece.byteLength, at);
          if (bytesRead === 0) throw new RangeError('The file has become shorter.');
          at += bytesRead;
          controller.enqueue(piece.subarray(0, bytesRead));
          if (at <= last) return;
          controller.close();
          await handle.close();
        } catch (error) {
          await handle?.close().catch(() => {});
          throw error;
        }
      },
      cancel: () => handle?.close(),
    },
    { highWaterMark: 0 },
  );
}
