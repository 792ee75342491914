import type { EntryView, WriteOperation } from '@holdfast/core';

/** One kind of write that shows over a read. `layer` makes it. */
export interface ReadLayer<TValue, TReadInput> {
  readonly write: { readonly name: string; readonly version: number };
  readonly optimistic: (
    value: TValue,
    input: never,
    over: { readonly input: TReadInput; readonly entry: EntryView },
  ) => TValue;
}

/**
 * Says how a write shows over the answer of a read, for `optimisticRead`.
 *
 * @param write a write with `offline: 'queue'`. An entry that another version of it stored shows nothing; add a layer for
 *   the older operation to show it.
 * @param optimistic gives the value with the write in it. It gets the value so far, the parsed input of the write as a
 *   structured clone, and with `over` the input of the read and the entry in the outbox. It returns the value as it is
 *   for a write that belongs elsewhere. It must give the same result when the value contains the write already, because
 *   the server may have applied it. When it throws, the write does not show.
 */
export function layer<TValue, TReadInput, TInput, TParsed, TOutput>(
  write: WriteOperation<string, TInput, TParsed, TOutput, 'queue'>,
  optimistic: (
    value: TValue,
    input: TParsed,
    over: { readonly input: TReadInput; readonly entry: EntryView },
  ) => TValue,
): ReadLayer<TValue, TReadInput> {
  return { write, optimistic };
}
