import type { OperationState } from '@holdfast/core';

/**
 * Whether an empty list may be called empty. Before the first answer, and after a first read that failed, the page does
 * not know what the writer has. A list that the device keeps is known without an answer.
 */
export function isKnown(state: OperationState, list: readonly unknown[]): boolean {
  return list.length > 0 || state.value !== undefined;
}
