import type { Failure } from '@holdfast/core';
import type { BlockReason, Interpretation } from '@holdfast/core/parts';

/** The meaning of a refused send for its entry. */
export type Verdict =
  /** No answer came through, so the entry is not at fault. */
  | 'requeue'
  | 'wait'
  /** The write took effect; only its answer is lost. */
  | 'leave'
  | 'bury'
  /** The write may have taken effect, and the failure gives the reason. The user decides. */
  | 'undecided'
  /** It is blocked for this reason. */
  | Extract<BlockReason, 'uncertain' | 'auth' | 'conflict' | 'quota'>;

/** Whether a failure says that the trouble is the network: neither the entry nor the server. */
export function isSilence(failure: Failure): boolean {
  const { code, family, retry } = failure;
  if (code === 'TIMEOUT' || code === 'DEADLINE_EXCEEDED' || code === 'ABORTED') return true;
  // An answer that is too large to be read comes over a working network, and would be too large again.
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
  const { code, effect, retry, status = 0 } = failure;
  const isUntimed = failure.retryAfterMs === undefined;
  if (effect === 'applied') return 'leave';
  if (effect === 'unknown' && !honoursKey) return 'uncertain';
  // The answer says when to send again. The outbox keeps to that time even if it does not believe the answer.
  if (isSilence(failure)) return isUntimed ? 'requeue' : 'wait';
  if (status === 401 || code === 'SUBJECT_MISMATCH') return 'auth';
  if (code === 'CONFLICT' || code === 'PRECONDITION_FAILED') return 'conflict';
  // Without a time at which it is free again, a quota waits for room that the user makes.
  if (code === 'ACCOUNT_FULL' || (code === 'QUOTA_EXCEEDED' && isUntimed)) return 'quota';
  if (retry !== 'never') return 'wait';
  // A success that is not believed and a hidden answer count neither as applied nor as refused.
  const isUndecided = code === 'ANSWER_OPAQUE' || (status >= 200 && status < 400);
  return effect === 'unknown' && isUndecided ? 'undecided' : 'bury';
}
