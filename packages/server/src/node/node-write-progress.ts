import type { Socket } from 'node:net';

/** How many bytes wait for the system to take them, and how many it has taken. */
export function nodeWriteProgress(socket: Socket): {
  readonly waiting: number;
  readonly taken: number;
} {
  const waiting = socket.writableLength;
  // A long piece is taken bit by bit. Only the handle tells how far, as it tells Node's own time-outs.
  const { _handle: handle } = socket as {
    _handle?: { readonly bytesWritten?: number; readonly writeQueueSize?: number } | null;
  };
  return {
    waiting,
    taken:
      handle?.bytesWritten === undefined
        ? socket.bytesWritten - waiting
        : handle.bytesWritten - (handle.writeQueueSize ?? 0),
  };
}
