import { Failure } from '@holdfast/core';
import type { FailureInit } from '@holdfast/core/parts';
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
      'Remove `retry` and `beforeRetry` from the ky instance and use the retry policy.',
    );
  }
  if (typeof timeout === 'number' || typeof totalTimeout === 'number') {
    throw invalid(
      'Remove the timeouts from the ky instance and use the timeout or deadline policy.',
    );
  }
  if (rest.throwHttpErrors) {
    throw invalid('Remove `throwHttpErrors` from the ky instance: Holdfast interprets answers.');
  }
}

const BY_NAME: Readonly<Record<string, string>> = {
  HTTPError: 'Let no hook of the ky instance set `throwHttpErrors`.',
  TimeoutError: 'Let no hook of the ky instance set a timeout.',
  ForceRetryError: 'Let no hook of the ky instance ask for a retry.',
};

/** The same refusal for options that a hook changes, which shows only when a request is sent. */
export function ownPolicyFailure(error: unknown): Failure | undefined {
  const name: unknown = (error as { name?: unknown } | null | undefined)?.name;
  const remedy = typeof name === 'string' ? BY_NAME[name] : undefined;
  return remedy === undefined ? undefined : invalid(remedy, { cause: error, effect: 'unknown' });
}

export function invalid(remedy: string, init: Pick<FailureInit, 'cause' | 'effect'> = {}): Failure {
  return new Failure(PIPELINE_INVALID, { details: { remedy }, ...init });
}
