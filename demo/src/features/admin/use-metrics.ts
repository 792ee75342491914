import type { ReadResult } from '@holdfast/react';
import { readMetrics } from '../../../contract/administration-operations.ts';
import type { MetricsReport } from '../../../contract/metrics.ts';
import { useReadEvery } from '../../reads/use-read-every.ts';
import { inputOf, type Filter } from './filter.ts';

const EVERY_MS = 10_000;

/** The figures, read anew every few seconds while the page is shown. */
export function useMetrics(filter: Filter): ReadResult<MetricsReport> {
  return useReadEvery(EVERY_MS, readMetrics, inputOf(filter));
}
