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
  /** Ends the connection when its time is over. */
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
    else if (now > dropped.until) socket.destroy();
  };
  const count = (): void => {
    // An end now would reset the connection, and a client that still writes would lose the answer. The client waits.
    if (dropped && socket.bytesRead - dropped.from > maxUnreadBytes) socket.pause();
  };

  return {
    drop(incoming) {
      isEnding ||= incoming === undefined;
      dropped = { incoming, from: socket.bytesRead, until: performance.now() + lingerMs };
      if (!watchesBytes) socket.on('data', count);
      watchesBytes = true;
      socket.resume();
    },
    isDropped: () => dropped !== undefined,
    look,
  };
}
