import type { Socket } from 'node:net';

/**
 * Ends a connection of a client that does not read. `destroy` alone would let the system keep the bytes that it holds
 * for the client. Only TCP knows a reset: Node throws for a socket of the file system, which keeps no bytes anyway.
 */
export function nodeReset(socket: Socket): void {
  if (socket.remoteAddress === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
