import type { Failure } from '@holdfast/core';

/** Whether a failure is the database's own: of its storage, or of a transaction that it took back. */
export function isOfDatabase({ family }: Failure): boolean {
  return family === 'storage' || family === 'transaction';
}
