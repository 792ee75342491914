import type { Failure, Outcome } from '@holdfast/core';
import { surface } from '@holdfast/core/parts';
import type { SliceStoreApi } from './transaction.ts';

/** A write of a transaction that has ended, or waits in the outbox. */
export interface DoneWrite {
  readonly store: SliceStoreApi<object>;
  readonly name: string;
  readonly key: string;
  readonly input: unknown;
  readonly outcome: Outcome;
  readonly owner: string | undefined;
}

/** Takes the writes of a failed transaction back, the last one first. Never rejects: a failure surfaces. */
export async function undoWrites(done: readonly DoneWrite[]): Promise<void> {
  for (const write of done.toReversed()) {
    try {
      await undo(write);
    } catch (error) {
      surface(error);
    }
    write.store.slice.inTransaction.data.layers?.forget(write.key);
  }
}

async function undo({ store, name, input, outcome, owner }: DoneWrite): Promise<void> {
  const { holdfast, operations } = store.slice.inTransaction;
  const takeBack = async (value: unknown): Promise<void> => {
    // The opposite write would be sent under the name of another user.
    if (holdfast.identity.getSnapshot()?.subject !== owner) return;
    const taken = await operations[name]?.compensate?.({ value, input }, holdfast.run);
    const { failure } = (taken ?? {}) as { failure?: Failure };
    if (failure) throw failure;
  };
  if (outcome.kind === 'live') return takeBack(outcome.value);
  const handle = 'handle' in outcome ? outcome.handle : undefined;
  if (!handle || (await holdfast.outbox?.cancel(handle.id)) === 'cancelled') return;
  // The write may have been sent. When it turns out that the server applied it, it is taken back then.
  void handle.synced.then(takeBack, () => {}).catch(surface);
}
