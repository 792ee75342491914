import type { Failure } from '@holdfast/core';
import type { StoredAnswer } from './stored-answer.ts';

/**
 * The record of a key once its request has an answer. A request that is still running has no record: the lock on its
 * key stands for it, and a crash leaves nothing behind to clean up.
 */
export interface FinishedRecord {
  readonly fingerprint: string;
  readonly answer: StoredAnswer;
  /** Wall-clock milliseconds. */
  readonly finishedAt: number;
}

export type Decision =
  | { readonly do: 'run' }
  | { readonly do: 'replay'; readonly answer: StoredAnswer }
  | { readonly do: 'refuse'; readonly code: 'IDEMPOTENCY_KEY_REUSED' };

/** Decides about a request that holds its key, given the record of that key. */
export function decide(record: FinishedRecord | undefined, fingerprint: string): Decision {
  if (!record) return { do: 'run' };
  // Same key, different request: a bug of the client. It must not get the answer of another request.
  if (record.fingerprint !== fingerprint) return { do: 'refuse', code: 'IDEMPOTENCY_KEY_REUSED' };
  return { do: 'replay', answer: record.answer };
}

/** What becomes of an answer: its effect and it are kept, or only it is kept, or neither is. */
export type Disposition = 'commit' | 'keep-refusal' | 'forget';

// These refusals say nothing about the request itself: the user, the time and the pace may change.
const PASSING_REFUSALS: ReadonlySet<number> = new Set([401, 408, 425, 429]);

export function dispositionOf(status: number): Disposition {
  if (status >= 200 && status < 400) return 'commit';
  if (status >= 400 && status < 500 && !PASSING_REFUSALS.has(status)) return 'keep-refusal';
  return 'forget';
}

/** The same for a failure that the work threw, which may also say that trying again can help. */
export function dispositionOfFailure({ code, status = 500, retry }: Failure): Disposition {
  // The account may have room when its user tries the same write again.
  if (code === 'ACCOUNT_FULL') return 'forget';
  return retry === 'never' && dispositionOf(status) === 'keep-refusal' ? 'keep-refusal' : 'forget';
}
