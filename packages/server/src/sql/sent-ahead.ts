/**
 * Marks a statement of a transaction whose result is not needed. A connection that supports this sends the next
 * statement without waiting. When the statement fails, the transaction is broken, and the next statement or the
 * commit rejects with that failure.
 */
export const SENT_AHEAD = '/* sent ahead */';
