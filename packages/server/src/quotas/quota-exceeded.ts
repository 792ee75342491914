import { catalogue, Failure } from '@holdfast/core';

export interface Quota {
  /** Names what is counted: `stream-bytes`, `notes-per-character`. */
  readonly what: string;
  readonly limit: number;
}

/**
 * The refusal of a quota. With `retryAfterMs` the client waits and sends again by itself. Without it the
 * quota is not free again by itself, and a queued write waits for its user.
 */
export function quotaExceeded({ what, limit }: Quota, retryAfterMs?: number): Failure {
  return new Failure(catalogue.QUOTA_EXCEEDED, {
    effect: 'none',
    details: { what, limit },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
