import type { Bytes } from '@holdfast/core/parts';
import { ask, beginningWith } from '../database/idb-request.ts';

// Larger pieces are not safe: browsers have lost them.
const PIECE_BYTES = 1_048_576;

/** Writes the body of an entry in pieces. */
export function putBody(tx: IDBTransaction, id: string, body: Bytes): void {
  const bodies = tx.objectStore('bodies');
  for (let at = 0; at < body.length; at += PIECE_BYTES) {
    // A copy: a view would be stored with the whole memory behind it.
    bodies.put(body.slice(at, at + PIECE_BYTES), [id, at / PIECE_BYTES]);
  }
}

/** The pieces of a body, in order. */
export function piecesIn(tx: IDBTransaction, id: string): Promise<readonly unknown[]> {
  return ask(tx.objectStore('bodies').getAll(beginningWith(id)));
}

export function deleteBody(tx: IDBTransaction, id: string): void {
  tx.objectStore('bodies').delete(beginningWith(id));
}
