import type { Failure } from '@holdfast/core';
import { fanOut, type TelemetrySink } from '@holdfast/core/telemetry';

/** Tells the sinks that rows of a database were set aside or lost. */
export function tellDamage(
  sinks: readonly TelemetrySink[],
  at: number,
  database: string,
  failure: Failure,
  rows: number,
): void {
  fanOut(sinks)?.({ type: 'storage.damaged', at, database, rows, failure: failure.toJSON() });
}
