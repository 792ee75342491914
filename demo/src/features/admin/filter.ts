import type { RequestOutcome } from '../../../contract/metrics.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const RANGES = {
  quarter: { lastMs: 15 * MINUTE_MS, stepMs: MINUTE_MS },
  hour: { lastMs: HOUR_MS, stepMs: MINUTE_MS },
  day: { lastMs: DAY_MS, stepMs: 15 * MINUTE_MS },
  week: { lastMs: 7 * DAY_MS, stepMs: 2 * HOUR_MS },
  month: { lastMs: 30 * DAY_MS, stepMs: 6 * HOUR_MS },
} as const;

export type RangeName = keyof typeof RANGES;

export const isRange = (name: string): name is RangeName => Object.hasOwn(RANGES, name);

/** What an administrator chose to see. */
export interface Filter {
  readonly range: RangeName;
  readonly operation: string;
  readonly outcome: RequestOutcome | '';
}

export const EVERYTHING: Filter = { range: 'hour', operation: '', outcome: '' };

/** The input of the read. */
export function inputOf({ range, operation, outcome }: Filter): {
  readonly lastMs: number;
  readonly stepMs: number;
  readonly operation?: string;
  readonly outcome?: RequestOutcome;
} {
  return {
    ...RANGES[range],
    ...(operation !== '' && { operation }),
    ...(outcome !== '' && { outcome }),
  };
}

/** The address of the same figures for a spreadsheet. */
export function csvUrl(filter: Filter): string {
  const { lastMs, stepMs, ...others } = inputOf(filter);
  const query = { last: `${lastMs}`, step: `${stepMs}`, ...others, format: 'csv' };
  return `/api/admin/metrics?${new URLSearchParams(query).toString()}`;
}
