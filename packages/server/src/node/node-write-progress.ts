import type { Socket } from 'node:net';

/** How many bytes wait for the system to take them, and how many it has taken. */
export function nodeWriteProgress(socket: Socket): {
  readonly waiting: number;
  readonly taken: number;
} {
  const waiting = socket.writableLength;
  // The system takes a long piece bit by bit. Only the handle shows how much it has taken; Node's own time-outs read
  // it there.
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
