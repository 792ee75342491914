import * as z from 'zod/mini';

const Count = z.int().check(z.nonnegative());
/** Milliseconds; `null` where nothing was measured. */
const Duration = z.nullable(z.number().check(z.nonnegative()));

export const outcomes = ['ok', 'refused', 'failed'] as const;

/** How a request ended: answered, refused for a reason of the client, or failed at the server. */
export type RequestOutcome = (typeof outcomes)[number];

/** The counts from `at` until the next point. */
export const MetricPoint = z.strictObject({
  at: Count,
  requests: Count,
  refused: Count,
  failed: Count,
  p50Ms: Duration,
  p95Ms: Duration,
  p99Ms: Duration,
  transactionP95Ms: Duration,
  /** Told by pages: attempts that another attempt followed. */
  retries: Count,
  /** Told by pages: troubles that ended because the operation worked again. */
  recovered: Count,
  /** Told by pages: troubles that ended without that. */
  givenUp: Count,
  recoveryP50Ms: Duration,
  recoveryP95Ms: Duration,
  /** Told by pages: circuits that opened. */
  circuitsOpened: Count,
  /** Answers that cost no new work: replayed by the server, or shown from what the page kept. */
  cacheHits: Count,
  /** Told by pages: sessions, each the life of one page, that a failure reached. */
  sessionsAffected: Count,
});
export type MetricPoint = z.infer<typeof MetricPoint>;

export const MetricsReport = z.strictObject({
  from: Count,
  to: Count,
  stepMs: Count,
  points: z.array(MetricPoint),
  /** The same for the whole time. Percentiles and sessions of points do not add up to these. */
  total: MetricPoint,
  /** The most frequent first, each with the sessions of pages that a failure of this kind reached. */
  errors: z.array(z.strictObject({ code: z.string(), count: Count, sessions: Count })),
  /** Every operation of this time, whichever the report is about. */
  operations: z.array(
    z.strictObject({ name: z.string(), count: Count, failed: Count, p95Ms: Duration }),
  ),
  /** What each writer spent on each day (UTC). */
  costs: z.array(z.strictObject({ day: z.string(), account: z.string(), micros: Count })),
});
export type MetricsReport = z.infer<typeof MetricsReport>;
