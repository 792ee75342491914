import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { AllConnectionLimits } from './connection-limits.ts';

/** Bytes that a client still sends after its answer. */
export interface NodeUnread {
  /**
   * Reads on a little, and drops it: a system that closes a connection with unread bytes resets it, and the answer is
   * lost. Without a request, the connection ends in any case.
   */
  drop(incoming?: IncomingMessage): void;
  isDropped(): boolean;
  /** Ends the connection after enough bytes or time. */
  look(now: number): void;
}

export function nodeUnread(
  socket: Socket,
  { lingerMs, maxUnreadBytes }: Pick<AllConnectionLimits, 'lingerMs' | 'maxUnreadBytes'>,
): NodeUnread {
  let dropped:
    | {
        readonly incoming?: IncomingMessage | undefined;
        readonly from: number;
        readonly until: number;
      }
    | undefined;
  let isEnding = false;
  let watchesBytes = false;

  const look = (now: number): void => {
    if (dropped === undefined) return;
    if (dropped.incoming?.complete && !isEnding) dropped = undefined;
    else if (now > dropped.until || socket.bytesRead - dropped.from > maxUnreadBytes)
      socket.destroy();
  };

  return {
    drop(incoming) {
      isEnding ||= incoming === undefined;
      dropped = { incoming, from: socket.bytesRead, until: performance.now() + lingerMs };
      if (!watchesBytes) socket.on('data', () => look(0));
      watchesBytes = true;
      socket.resume();
    },
    isDropped: () => dropped !== undefined,
    look,
  };
}
