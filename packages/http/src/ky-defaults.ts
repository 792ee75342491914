import { Failure } from '@holdfast/core';
import { inDevelopment, type FailureInit } from '@holdfast/core/parts';
import { PIPELINE_INVALID } from '@holdfast/core/failures';
import type { KyDefaults, KyLike } from './ky-instance.ts';

/** The options an instance adds to each of its requests. */
export function defaultsOf(ky: KyLike): KyDefaults {
  let defaults: KyDefaults = {};
  // An instance shows its options in no other way. The new instance is not used.
  ky.extend((parent) => {
    defaults = parent;
    return {};
  });
  return defaults;
}

/** Refuses an instance that was told to retry, to time out or to judge answers by itself. */
export function refuseOwnPolicies({ retry, timeout, totalTimeout, ...rest }: KyDefaults): void {
  const limit = typeof retry === 'object' ? (retry.limit ?? Infinity) : (retry ?? 0);
  if (limit > 0 || (rest.hooks?.beforeRetry ?? []).length > 0) {
    throw invalid(
      inDevelopment(
        'Remove `retry` and `beforeRetry` from the ky instance and use the retry policy.',
      ),
    );
  }
  if (typeof timeout === 'number' || typeof totalTimeout === 'number') {
    throw invalid(
      inDevelopment(
        'Remove the timeouts from the ky instance and use the timeout or deadline policy.',
      ),
    );
  }
  if (rest.throwHttpErrors) {
    throw invalid(
      inDevelopment('Remove `throwHttpErrors` from the ky instance: Holdfast interprets answers.'),
    );
  }
}

/** The same refusal for options that a hook changes. The change shows only when a request is sent. */
export function ownPolicyFailure(error: unknown): Failure | undefined {
  const name: unknown = (error as { name?: unknown } | null | undefined)?.name;
  const init = { cause: error, effect: 'unknown' } as const;
  switch (name) {
    case 'HTTPError':
      return invalid(inDevelopment('Let no hook of the ky instance set `throwHttpErrors`.'), init);
    case 'TimeoutError':
      return invalid(inDevelopment('Let no hook of the ky instance set a timeout.'), init);
    case 'ForceRetryError':
      return retriedByHook(init);
    default:
      return undefined;
  }
}

/** A hook made ky send a request again. */
export function retriedByHook(init: Pick<FailureInit, 'cause' | 'effect'>): Failure {
  return invalid(inDevelopment('Let no hook of the ky instance ask for a retry.'), init);
}

function invalid(
  remedy: string | undefined,
  init: Pick<FailureInit, 'cause' | 'effect'> = {},
): Failure {
  return new Failure(PIPELINE_INVALID, { details: { remedy }, ...init });
}
