import type { EntryView, WriteOperation } from '@holdfast/core';

/** Shows the waiting entries of one write over a value. `layer` makes one. */
export interface WriteLayer<T> {
  readonly operation: string;
  readonly version: number;
  readonly apply: (value: T, entry: EntryView) => T;
}

/**
 * Says what a queued write will have done to a value. `apply` gets the parsed input as the entry stores it: a
 * structured clone, so an instance of a class is a plain object there. It must be safe over a value that tells
 * of the write already.
 *
 * An entry that another version of the operation stored has input of another shape. The layer leaves it out; give
 * a second layer, made of that older operation, to show it.
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
