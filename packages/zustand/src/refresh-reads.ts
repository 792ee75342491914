import { tell } from '@holdfast/core/parts';
import type { SliceContext } from './slice-context.ts';

/** Starts the reads of a slice again that `wanted` chooses by their names and keys. */
export function refreshReads(
  { operations, reads }: Pick<SliceContext, 'operations' | 'reads'>,
  wanted: (name: string, key: string) => boolean,
): void {
  const named = [...reads].filter(([key]) => wanted(operations[key]?.run.name as string, key));
  tell(
    named.map(
      ([, { refresh }]) =>
        () =>
          void refresh(),
    ),
  );
}
