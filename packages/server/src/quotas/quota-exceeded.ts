import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

export interface Quota {
  /** The name of the limit: `streams-per-day`, `notes-per-character`. */
  readonly what: string;
  readonly limit: number;
}

/**
 * Makes the refusal of a quota that time frees: the quota of a day, or places that other requests leave. It is 429.
 * Clients wait for `retryAfterMs` and send again.
 */
export function quotaExceeded({ what, limit }: Quota, retryAfterMs: number): Failure {
  const details = { what, limit };
  return new Failure(catalogue.QUOTA_EXCEEDED, { effect: 'none', details, retryAfterMs });
}

/**
 * Makes the refusal of a limit that only the user can free, or a higher limit. It is 403, which no client repeats by
 * itself. An outbox keeps the write until its user tries it again. Throw this failure, because a thrown one is not
 * stored under the key.
 */
export function accountFull({ what, limit }: Quota): Failure {
  return new Failure(catalogue.ACCOUNT_FULL, { effect: 'none', details: { what, limit } });
}
