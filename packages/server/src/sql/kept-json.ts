import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

/** The object of a row as JSON, or `undefined` when the text is damaged: one row must not hold up all others. */
export function keptJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Throws `STORAGE_CORRUPT` when the row that was asked for is damaged. */
export function orCorrupt(kept: object | undefined): object {
  if (kept === undefined) throw new Failure(catalogue.STORAGE_CORRUPT);
  return kept;
}
