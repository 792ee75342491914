/**
 * The functions with which a developer changes an entry, as `@holdfast/offline` exports it: `editEntry`,
 * `retryUnderNewKey` and `inspectEntry`. Give the functions themselves.
 */
export interface OutboxDecisions {
  editEntry(outbox: never, id: string, operation: never, input: never): Promise<string>;
  retryUnderNewKey(outbox: never, id: string): Promise<string>;
  inspectEntry(outbox: never, id: string): Promise<object>;
}
