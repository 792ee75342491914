import type { MetricPoint, MetricsReport } from '../../contract/metrics.ts';

const COLUMNS: readonly (keyof MetricPoint)[] = [
  ...(['requests', 'refused', 'failed', 'p50Ms', 'p95Ms', 'p99Ms', 'transactionP95Ms'] as const),
  ...(['retries', 'recovered', 'givenUp', 'recoveryP50Ms', 'recoveryP95Ms'] as const),
  ...(['circuitsOpened', 'cacheHits', 'sessionsAffected'] as const),
];

/** One line for each point. It holds numbers only, so a spreadsheet finds nothing to run in it. */
export function metricsCsv({ points }: Pick<MetricsReport, 'points'>): string {
  const lines = points.map((point) =>
    [new Date(point.at).toISOString(), ...COLUMNS.map((column) => point[column] ?? '')].join(','),
  );
  return `${[['at', ...COLUMNS].join(','), ...lines].join('\r\n')}\r\n`;
}
