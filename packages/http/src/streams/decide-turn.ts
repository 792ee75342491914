import type { StreamState } from '@holdfast/core/parts';
import { isUnderWay } from './is-under-way.ts';

/** Why a tab got in line: its user starts or resumes the stream, or the tab shows one that another tab reads. */
export type How = 'start' | 'resume' | 'take-over';

/**
 * What a tab does, now that it is its turn; `undefined` for nothing. `hasNews`: the stream was under way when the tab got
 * in line, or has begun since.
 */
export function decideTurn(
  state: StreamState,
  how: How,
  hasNews: boolean,
): 'begin' | 'resume' | undefined {
  // The tab that read it is gone, or this tab would still be in line.
  if (isUnderWay(state)) return 'resume';
  if (how === 'take-over' || hasNews) return undefined;
  if (how === 'start') return 'begin';
  if (state.kind === 'live') return undefined;
  return state.kind === 'interrupted' && state.resumable ? 'resume' : 'begin';
}
