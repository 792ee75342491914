import type { IncomingMessage } from 'node:http';

/** A shorter piece waits for the other pieces of the same read of the socket. */
const SHORT_BYTES = 1024;
const GATHERED_BYTES = 16_384;
/** The most short pieces after gathering; each was a packet of its own. */
const MOST_SHORT = 16_384;

/**
 * Joins the short pieces of a body. Node makes a buffer for each chunk, which takes some four hundred bytes: a body of
 * one-byte chunks takes a hundred times its length in memory. `onTooMany` is called once when too many short
 * pieces come one by one.
 */
export function gatherPieces(incoming: IncomingMessage, onTooMany: () => void): void {
  const { headers } = incoming;
  if (headers['transfer-encoding'] === undefined && headers['content-length'] === undefined) return;
  const push = incoming.push.bind(incoming) as (piece: Buffer | null) => boolean;
  let first: Buffer | undefined;
  let gathered: Buffer | undefined;
  let bytes = 0;
  let short = 0;

  const flush = (): boolean => {
    if (first === undefined) return true;
    // Copied, so that the waiting bytes take no more memory than their length.
    const piece =
      bytes > first.byteLength ? Buffer.from((gathered as Buffer).subarray(0, bytes)) : first;
    [first, bytes] = [undefined, 0];
    if (piece.byteLength < SHORT_BYTES && ++short === MOST_SHORT) onTooMany();
    return push(piece);
  };

  const gather = (piece: Buffer): void => {
    if (first === undefined) {
      first = piece;
      // Not `nextTick`, which comes after each chunk.
      setImmediate(flush);
    } else {
      gathered ??= Buffer.allocUnsafeSlow(GATHERED_BYTES);
      if (bytes === first.byteLength) gathered.set(first);
      // Copied at once, because the pieces themselves take the memory.
      gathered.set(piece, bytes);
    }
    bytes += piece.byteLength;
  };

  incoming.push = (piece: Buffer | null): boolean => {
    if (piece === null || piece.byteLength >= SHORT_BYTES) {
      flush();
      return push(piece);
    }
    if (bytes + piece.byteLength > GATHERED_BYTES) flush();
    gather(piece);
    // Bytes that wait here count when Node decides whether to read on.
    return incoming.readableLength + bytes < incoming.readableHighWaterMark;
  };
}
