import type { EntryView, WriteOperation } from '@holdfast/core';

/** Shows the waiting entries of one write over a value. The function `layer` makes one. */
export interface WriteLayer<T> {
  readonly operation: string;
  readonly version: number;
  readonly apply: (value: T, entry: EntryView) => T;
}

/**
 * Makes a layer, which shows a queued write over a value before the server has answered. `apply` gets the value and
 * the parsed input, and returns the new value. The input is a structured clone from the outbox, so an instance of a
 * class is a plain object there. The server may have applied the write already, so `apply` must give the same
 * result when the value contains it.
 *
 * An entry that another version of the operation stored has input of another shape. The layer leaves it out; give a
 * second layer, made of that older operation, to show it.
 */
export function layer<T, TInput, TParsed, TOutput>(
  { name, version }: WriteOperation<string, TInput, TParsed, TOutput, 'queue'>,
  apply: (value: T, input: TParsed, entry: EntryView) => NoInfer<T>,
): WriteLayer<T> {
  return {
    operation: name,
    version,
    apply: (value, entry) => apply(value, entry.input as TParsed, entry),
  };
}
