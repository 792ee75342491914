'use client';
import { useNow, useRead, type ReadResult } from '@holdfast/react';
import { useEffect } from 'react';
import { readMetrics } from '../../../contract/administration-operations.ts';
import type { MetricsReport } from '../../../contract/metrics.ts';
import { inputOf, type Filter } from './filter.ts';

const EVERY_MS = 10_000;

/** The figures, read anew every few seconds while the page is shown. */
export function useMetrics(filter: Filter): ReadResult<MetricsReport> {
  const { state, refresh } = useRead(readMetrics, inputOf(filter));
  const now = useNow({ everyMs: EVERY_MS });
  useEffect(() => {
    void refresh();
  }, [now, refresh]);
  return { state, refresh };
}
