import type { MetricPoint } from '../../../contract/metrics.ts';
import type { Series } from './plot/series.ts';
import type { AdminText } from './words.ts';

/** One plot: its series and its words. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly unit: 'count' | 'duration';
  readonly series: readonly Series[];
}

/** All plots of the page, in the order in which an administrator needs them. */
export function figuresOf(points: readonly MetricPoint[], text: AdminText): readonly Figure[] {
  const line = (name: string, look: Series['look'], key: keyof MetricPoint): Series => ({
    ...{ name, look },
    values: points.map((point) => point[key]),
  });
  return [
    {
      ...{ id: 'traffic', title: text.traffic, about: text.trafficAbout, unit: 'count' },
      series: [
        line(text.all, 'main', 'requests'),
        line(text.refusedLine, 'second', 'refused'),
        line(text.failedLine, 'bad', 'failed'),
      ],
    },
    {
      ...{ id: 'recovery', title: text.recovery, about: text.recoveryAbout, unit: 'count' },
      series: [line(text.recovered, 'main', 'recovered'), line(text.givenUp, 'bad', 'givenUp')],
    },
    {
      ...{ id: 'recovery-time', title: text.recoveryTime, about: text.recoveryTimeAbout },
      unit: 'duration',
      series: [line('50 %', 'main', 'recoveryP50Ms'), line('95 %', 'second', 'recoveryP95Ms')],
    },
    {
      ...{ id: 'latency', title: text.latency, about: text.latencyAbout, unit: 'duration' },
      series: [
        line('50 %', 'main', 'p50Ms'),
        line('95 %', 'second', 'p95Ms'),
        line('99 %', 'third', 'p99Ms'),
      ],
    },
    {
      ...{ id: 'retries', title: text.retries, about: text.retriesAbout, unit: 'count' },
      series: [
        line(text.retriesLine, 'main', 'retries'),
        line(text.circuitsLine, 'bad', 'circuitsOpened'),
      ],
    },
    {
      ...{ id: 'affected', title: text.affected, about: text.affectedAbout, unit: 'count' },
      series: [line(text.affectedLine, 'bad', 'sessionsAffected')],
    },
    {
      ...{ id: 'cache', title: text.cache, about: text.cacheAbout, unit: 'count' },
      series: [line(text.cacheLine, 'main', 'cacheHits')],
    },
    {
      ...{ id: 'transactions', title: text.transactions, about: text.transactionsAbout },
      unit: 'duration',
      series: [line('95 %', 'main', 'transactionP95Ms')],
    },
  ];
}
