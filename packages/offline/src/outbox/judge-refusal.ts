import type { Failure } from '@holdfast/core';
import type { BlockReason, Interpretation } from '@holdfast/core/parts';

/** The meaning of a refused send for its entry. */
export type Verdict =
  /** No answer came through, so the entry is not at fault. */
  | { readonly do: 'requeue' }
  | { readonly do: 'wait' }
  /** It took effect; only its answer is lost. */
  | { readonly do: 'leave' }
  /** With `told`, the failure gives the reason. */
  | { readonly do: 'block'; readonly reason: BlockReason; readonly told?: boolean }
  | { readonly do: 'bury' };

/** Whether a failure says that the trouble is the network: neither the entry nor the server. */
export function isSilence(failure: Failure): boolean {
  const { code, family, retry } = failure;
  if (code === 'TIMEOUT' || code === 'DEADLINE_EXCEEDED' || code === 'ABORTED') return true;
  // An answer that is too large to be read comes over a working network, every time again.
  return family === 'network' && retry !== 'never';
}

/** Whether the server answered. */
export function hasArrived(answer: Interpretation): boolean {
  return answer.kind === 'accepted' || !isSilence(answer.failure);
}

/**
 * Decides from the failure's fields alone, the same in every page and worker. A send whose effect is
 * unknown is never repeated by itself where the server does not honour the key.
 */
export function judgeRefusal(failure: Failure, honoursKey: boolean): Verdict {
  if (failure.effect === 'applied') return { do: 'leave' };
  if (failure.effect === 'unknown' && !honoursKey) return { do: 'block', reason: 'uncertain' };
  // The answer says when to come again. The outbox keeps to that even if it does not believe the answer.
  if (isSilence(failure)) return { do: failure.retryAfterMs === undefined ? 'requeue' : 'wait' };
  if (failure.status === 401 || failure.code === 'SUBJECT_MISMATCH') {
    return { do: 'block', reason: 'auth' };
  }
  if (failure.code === 'CONFLICT' || failure.code === 'PRECONDITION_FAILED') {
    return { do: 'block', reason: 'conflict' };
  }
  // Without a time at which it is free again, a quota waits for room that the user makes.
  const isHeld = failure.code === 'QUOTA_EXCEEDED' && failure.retryAfterMs === undefined;
  if (isHeld || failure.code === 'ACCOUNT_FULL') return { do: 'block', reason: 'quota' };
  if (failure.retry !== 'never') return { do: 'wait' };
  const { effect, code, status = 0 } = failure;
  // A success that is not believed and a hidden answer count neither as applied nor as refused. The user
  // decides.
  const isUndecided = code === 'ANSWER_OPAQUE' || (status >= 200 && status < 400);
  return effect === 'unknown' && isUndecided
    ? { do: 'block', reason: 'uncertain', told: true }
    : { do: 'bury' };
}
