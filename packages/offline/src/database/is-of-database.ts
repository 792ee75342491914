import type { Failure } from '@holdfast/core';

/** Whether a failure comes from the database: from its storage, or from a transaction that it rolled back. */
export function isOfDatabase({ family }: Failure): boolean {
  return family === 'storage' || family === 'transaction';
}
