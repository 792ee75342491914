import type { Failure, Holdfast, WriteOperation } from '@holdfast/core';
import type { Failed, WriteOutcome } from '@holdfast/core/parts';

/** Options for `useMutation`, in its own words. */
export interface HoldfastMutation<TInput, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly mutationKey: readonly [string];
  readonly mutationFn: (input: TInput) => Promise<MutationData<TOutput, TOffline>>;
  /** Never; the policies of the runtime and the outbox try again. It names the type of the error. */
  readonly retry: (count: number, failure: Failure) => boolean;
  readonly networkMode: 'always';
}

/** The data of a mutation: `live` with the answer, or the state of the write that waits on this device. */
export type MutationData<TOutput, TOffline extends 'queue' | 'fail'> = Exclude<
  WriteOutcome<TOutput, TOffline>,
  Failed
>;

/**
 * Options for TanStack Query's `useMutation` that run a write of Holdfast:
 * `useMutation(holdfastMutation(holdfast, addNote))`.
 *
 * `mutate` of a write with `offline: 'queue'` survives a reload, because the write is in the outbox before it is sent.
 * The mutation succeeds as soon as the write is safe, with `data.kind` `live`, `queued` or `blocked`; `data.handle`
 * follows a write that waits. It is in error with a `Failure` when the write failed. It is never `isPaused`.
 */
export function holdfastMutation<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  holdfast: Pick<Holdfast, 'run'>,
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): HoldfastMutation<TInput, TOutput, TOffline> {
  const run = holdfast.run as (
    operation: unknown,
    input: unknown,
  ) => Promise<WriteOutcome<TOutput, TOffline>>;
  return {
    mutationKey: [operation.name],
    async mutationFn(input) {
      const outcome = await run(operation, input);
      if (outcome.kind === 'failed') throw outcome.failure;
      return outcome as MutationData<TOutput, TOffline>;
    },
    retry: () => false,
    networkMode: 'always',
  };
}
