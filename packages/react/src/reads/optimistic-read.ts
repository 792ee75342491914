import type { Holdfast, ReadOperation } from '@holdfast/core';
import { layeredRead, type OpaqueLayer } from './layered-read.ts';
import type { ReadLayer } from './layer.ts';
import type { SharedRead } from './shared-reads.ts';

/** What `optimisticRead` adds to a read. The hooks find it there, so that an app without it does not ship its code. */
export interface ReadOver {
  /** Names the writes of its layers. */
  readonly key: string;
  /** The read with the writes over it. Components that share the read share this as well. */
  readonly over: (
    holdfast: Holdfast,
    read: SharedRead<unknown>,
    input: unknown,
  ) => SharedRead<unknown>;
}

/** A read whose hooks show the user's own writes over its answer. */
export interface OptimisticRead<
  TName extends string,
  TInput,
  TParsed,
  TOutput,
  TRung extends 'stale' | 'fallback',
> extends ReadOperation<TName, TInput, TParsed, TOutput, TRung> {
  readonly optimistic: ReadOver;
}

/**
 * The read of which `useRead` and `useSuspenseRead` show the answer with the user's own writes over it, in the order in
 * which the user made them: those that wait in the outbox, also after a reload, and those that took effect after the
 * answer was asked. A write goes when an answer has come that was asked after it took effect, or when the user takes it
 * back. A blocked or dead write stays, because it is still in the outbox; its `entry.state` says so. Before the first
 * value of the read nothing shows.
 *
 * Call it outside of components. Everywhere else the result is the read itself, with which it shares requests.
 */
export function optimisticRead<
  TName extends string,
  TInput,
  TParsed,
  TOutput,
  TRung extends 'stale' | 'fallback',
>(
  read: ReadOperation<TName, TInput, TParsed, TOutput, TRung>,
  layers: readonly ReadLayer<NoInfer<TOutput>, NoInfer<TInput>>[],
): OptimisticRead<TName, TInput, TParsed, TOutput, TRung> {
  const known = new WeakMap<SharedRead<unknown>, SharedRead<unknown>>();
  const optimistic: ReadOver = {
    key: layers.map(({ write }) => `${write.name} ${write.version}`).join(),
    over(holdfast, shared, input) {
      const layered =
        known.get(shared) ?? layeredRead(holdfast, shared, layers as readonly OpaqueLayer[], input);
      known.set(shared, layered);
      return layered;
    },
  };
  return { ...read, optimistic };
}
