import { requireOptionsAlways } from '@holdfast/core/parts';
import { reliabilityReport } from './reliability-report.ts';
import type { ReliabilityCounts, ReliabilityReport } from './reliability.ts';
import type { RollupMeasure, RollupRange, RollupRow, RollupStore } from './rollup.ts';

export interface ReadReliabilityOptions {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** More rows from the app, counted with those of the store, for example the money that it spent. @default none */
  readonly more?: (range: RollupRange) => Promise<readonly RollupRow[]>;
  /** How many failures and recoveries the report lists. @default 50 */
  readonly most?: number;
}

const MEASURES: readonly RollupMeasure[] = [
  ...(['operation', 'failure', 'retry', 'recovery', 'recovery-time'] as const),
  ...(['cost', 'report', 'request'] as const),
];

/** Reads a period and the equally long one before it, and makes the report. */
export async function readReliability(
  store: RollupStore,
  options: ReadReliabilityOptions,
): Promise<ReliabilityReport> {
  requireOptionsAlways('readReliability', options, {
    from: 'a number from 0 on',
    to: 'a number from 0 on',
    more: 'a function?',
    most: 'a whole number from 0 on?',
  });

  const { from, to, more, most } = options;
  const read = async (range: Required<RollupRange>): Promise<ReliabilityCounts> => ({
    rows: [...(await store.read(range, MEASURES)), ...((await more?.(range)) ?? [])],
    affected: await store.affectedFailures(range),
    sessions: await store.affectedSessions(range),
  });
  // One step is enough: the report adds up the whole period.
  const stepMs = to - from;
  const counts = await read({ from, to, stepMs });
  const before = await read({ from: from - stepMs, to: from, stepMs });
  return reliabilityReport({ from, to, counts, before, ...(most !== undefined && { most }) });
}
