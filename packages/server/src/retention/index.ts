export { createRetention, type Retention, type RetentionOptions } from './create-retention.ts';
export { memoryRetentionStore, type RetentionStore } from './retention-store.ts';
export type { RetentionTask } from './retention-task.ts';
export { streamRetention, type StreamRetentionOptions } from './stream-retention.ts';
