import type { StreamState } from '@holdfast/core/parts';

/** Whether the reader expects more without a word from the user. */
export function isUnderWay(state: StreamState): boolean {
  const { kind } = state;
  return kind === 'running' || kind === 'streaming' || (kind === 'interrupted' && state.resuming);
}
