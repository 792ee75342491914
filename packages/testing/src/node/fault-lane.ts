import { setImmediate, setTimeout } from 'node:timers/promises';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/**
 * One direction of a faulty line. It runs its calls in order, and none before its time.
 */
export interface FaultLane {
  /** Passes bytes on, `delayMs` from now. */
  write(piece: Buffer, delayMs: number): void;
  /** Lets the receiver get the bytes so far as a separate piece. */
  split(): void;
  /** Calls back when all earlier calls are done. */
  after(task: () => void): void;
}

// More bytes than this stay with the sender, as with a slow receiver.
const FULL_BYTES = 64 * 1024;

export function createFaultLane(source: Socket, sink: Socket, closed: AbortSignal): FaultLane {
  let waitingBytes = 0;
  let last = Promise.resolve();
  const queue = (step: () => Promise<void> | void): void => {
    last = last.then(step);
    // The socket closed during the wait, so there is no receiver left.
    last.catch(() => {});
  };

  return {
    write(piece, delayMs) {
      waitingBytes += piece.byteLength;
      if (waitingBytes > FULL_BYTES) source.pause();
      const due = performance.now() + delayMs;
      queue(async () => {
        const leftMs = due - performance.now();
        if (leftMs > 0) await setTimeout(leftMs, undefined, { signal: closed });
        if (sink.writable && !sink.write(piece)) await once(sink, 'drain', { signal: closed });
        waitingBytes -= piece.byteLength;
        if (waitingBytes <= FULL_BYTES) source.resume();
      });
    },
    split: () => queue(() => setImmediate(undefined, { signal: closed })),
    after: queue,
  };
}
