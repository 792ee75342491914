import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { byName } from './by-name.ts';
import { MetricsReport, outcomes } from './metrics.ts';
import { Trouble, WeekReport } from './reliability.ts';

const Time = z.int();

/** The health of Fireside up to now, for administrators. */
export const readMetrics = defineRead('admin.metrics', {
  input: z.strictObject({
    lastMs: Time,
    stepMs: Time,
    operation: z.optional(z.string()),
    outcome: z.optional(z.enum(outcomes)),
  }),
  output: MetricsReport,
  request: ({ lastMs, stepMs, ...query }) => ({
    path: 'admin/metrics',
    query: { ...query, last: lastMs, step: stepMs },
  }),
});

/** What failed in a week, how many sessions it reached, and what healed itself. */
export const readWeek = defineRead('admin.report', {
  input: z.strictObject({ week: z.string() }),
  output: WeekReport,
  request: (query) => ({ path: 'admin/report', query }),
});

/** The latest troubles that pages reported, each with the sessions that it reached. */
export const listTroubles = defineRead('admin.troubles', {
  output: z.object({ troubles: z.array(Trouble) }),
  request: () => ({ path: 'admin/troubles' }),
});

export const Block = z.object({
  kind: z.string(),
  id: z.string(),
  since: Time,
  until: Time,
  reason: z.nullish(z.string()),
  strikes: z.number(),
});
export type Block = z.infer<typeof Block>;

/** The addresses, accounts and names that are blocked now. */
export const listBlocks = defineRead('admin.blocks', {
  output: z.object({ blocks: z.array(Block), next: z.optional(z.string()) }),
  request: () => ({ path: 'admin/blocks' }),
});

export const AuditEntry = z.object({
  seq: z.number(),
  at: z.number(),
  kind: z.string(),
  facts: byName(z.union([z.string(), z.number()])),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The latest events that have to be known later, the last one first. */
export const readAudit = defineRead('admin.audit', {
  output: z.object({ events: z.array(AuditEntry) }),
  request: () => ({ path: 'admin/audit' }),
});

export const liftBlock = defineWrite('admin.lift-block', {
  input: z.strictObject({ kind: z.string(), id: z.string() }),
  accept: 'nothing',
  request: ({ kind, id }) => ({
    method: 'DELETE',
    path: `admin/blocks/${kind}/${encodeURIComponent(id)}`,
  }),
  invalidates: [listBlocks],
});
