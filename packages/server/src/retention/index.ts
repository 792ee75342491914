/** Removes old rows, by a clock that a jump of the system clock does not move. */
export { createRetention, type Retention } from './create-retention.ts';
/** One kind of rows to remove. */
export type { RetentionTask } from './retention-task.ts';
/** Removes old streams. */
export { streamRetention } from './stream-retention.ts';
/** The retention clock in memory. `./sql` has the store for a database. */
export { memoryRetentionStore } from './retention-store.ts';
