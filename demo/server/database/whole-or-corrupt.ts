import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Reads, wholeRow } from './whole-rows.ts';

/**
 * Reads a row that was asked for by itself. Throws `STORAGE_CORRUPT` when it is damaged, or a newer version wrote it.
 * `toValue` may throw.
 */
export function wholeOrCorrupt<TRow, TValue>(
  row: TRow,
  schema: Reads<TValue>,
  toValue: (row: TRow) => unknown,
): TValue {
  const value = wholeRow(row, schema, toValue);
  if (value === undefined) throw new Failure(catalogue.STORAGE_CORRUPT);
  return value;
}
