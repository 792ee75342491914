import * as z from 'zod/mini';

const Count = z.int().check(z.nonnegative());
const Share = z.nullable(z.number());
const Duration = z.nullable(z.number().check(z.nonnegative()));
/** A figure of the week, and of the week before. */
const compared = <T extends z.ZodMiniType>(figure: T) =>
  z.strictObject({ now: figure, before: figure });
const Counts = compared(Count);

/** What failed in a week, how many sessions it reached, and what healed itself. */
export const WeekReport = z.strictObject({
  week: z.string(),
  from: z.int(),
  to: z.int(),
  operations: Counts,
  operationsFailed: Counts,
  requests: Counts,
  requestsFailed: Counts,
  sessionsAffected: Counts,
  retries: Counts,
  recovered: Counts,
  givenUp: Counts,
  recoveryRate: compared(Share),
  recoveryP50Ms: compared(Duration),
  recoveryP95Ms: compared(Duration),
  costMicros: Counts,
  failures: z.array(
    z.strictObject({ operation: z.string(), code: z.string(), count: Counts, sessions: Counts }),
  ),
  recoveries: z.array(
    z.strictObject({
      operation: z.string(),
      recovered: Count,
      givenUp: Count,
      rate: z.number(),
      p50Ms: Duration,
      p95Ms: Duration,
    }),
  ),
  releases: z.array(z.strictObject({ release: z.string(), reports: Count, failures: Count })),
});
export type WeekReport = z.infer<typeof WeekReport>;

/** A trouble on all pages that it reached. */
export const Trouble = z.object({
  name: z.string(),
  code: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
  sessionsAffected: Count,
  open: Count,
  recovered: Count,
  givenUp: Count,
});
export type Trouble = z.infer<typeof Trouble>;
