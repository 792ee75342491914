/**
 * Ends a statement of a transaction whose result nobody needs: a connection that can, sends the next one without
 * waiting for it. When the statement fails, the transaction is broken, and the next statement or the commit
 * rejects with that failure.
 */
export const SENT_AHEAD = '/* sent ahead */';
