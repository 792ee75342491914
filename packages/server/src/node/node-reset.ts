import type { Socket } from 'node:net';

/**
 * Ends a connection whose client does not read. `destroy` alone would let the system keep what it has taken for the
 * client. Only TCP knows a reset: Node throws for a socket of the file system, which keeps nothing anyway.
 */
export function nodeReset(socket: Socket): void {
  if (socket.remoteAddress === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
