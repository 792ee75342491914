import { Failure } from '@holdfast/core';
import type { NewEntry } from '@holdfast/core/parts';
import { QUEUE_FULL } from '@holdfast/core/failures';

/** The refusal of an entry because its owner has as many entries as the device keeps. */
export function queueFull({ incidentId }: NewEntry, limit: number): Failure {
  return new Failure(QUEUE_FULL, { incidentId, details: { limit } });
}
