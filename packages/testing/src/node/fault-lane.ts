import { setImmediate, setTimeout } from 'node:timers/promises';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/** One direction of a faulty line: does everything in the order it came, each thing not before its time. */
export interface FaultLane {
  /** Hands bytes on, `delayMs` from now. */
  write(piece: Buffer, delayMs: number): void;
  /** Lets the receiver see what was written so far as a piece of its own. */
  split(): void;
  /** Does something when all of that has been done. */
  after(task: () => void): void;
}

// More than this is left with the sender, as a slow receiver would.
const FULL_BYTES = 64 * 1024;

export function createFaultLane(source: Socket, sink: Socket, closed: AbortSignal): FaultLane {
  let waitingBytes = 0;
  let last = Promise.resolve();
  const queue = (step: () => Promise<void> | void): void => {
    last = last.then(step);
    // Closed while it waited: there is nobody left to tell.
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
