import { catalogue, Failure } from '@holdfast/core';

export interface Quota {
  /** Names what is counted: `streams-per-day`, `notes-per-character`. */
  readonly what: string;
  readonly limit: number;
}

/**
 * The refusal of a quota that is free again by itself: of a day, or of places that others leave. It is 429, and
 * clients wait for that time and send again.
 */
export function quotaExceeded({ what, limit }: Quota, retryAfterMs: number): Failure {
  const details = { what, limit };
  return new Failure(catalogue.QUOTA_EXCEEDED, { effect: 'none', details, retryAfterMs });
}

/**
 * The refusal of a quota that only the user can free, or a higher limit. It is 403, which no client repeats by
 * itself. An outbox keeps the write until its user tries it again, so no key keeps this refusal: throw it.
 */
export function accountFull({ what, limit }: Quota): Failure {
  return new Failure(catalogue.ACCOUNT_FULL, { effect: 'none', details: { what, limit } });
}
