import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { byName } from './by-name.ts';

const Time = z.number();

/** Why an alert fires. The page says it in its own words, and skips a kind that it does not know yet. */
const Why = z.looseObject({ kind: z.string() });

export const AlertSilence = z.object({
  id: z.string(),
  matcher: byName(z.string()),
  since: Time,
  until: Time,
  reason: z.string(),
});
export type AlertSilence = z.infer<typeof AlertSilence>;

export const Alert = z.object({
  fingerprint: z.string(),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(['critical', 'warning', 'info', 'debug']),
  values: byName(z.string()),
  state: z.enum(['pending', 'firing', 'settling', 'ok']),
  since: Time,
  why: z.optional(Why),
  /** Values of the worst case, where several are one alert. */
  worst: byName(z.string()),
  also: z.number(),
  sessions: z.optional(z.number()),
  runbook: z.optional(z.string()),
  runbookUrl: z.optional(z.string()),
  /** Names of the targets that were told. */
  told: z.array(z.string()),
  acknowledged: z.optional(z.object({ at: Time })),
  silence: z.optional(AlertSilence),
});
export type Alert = z.infer<typeof Alert>;

export const AlertEvent = z.object({
  fingerprint: z.string(),
  version: z.number(),
  at: Time,
  what: z.enum(['fired', 'told', 'repeated', 'acknowledged', 'resolved']),
  title: z.string(),
  targets: z.array(z.string()),
});
export type AlertEvent = z.infer<typeof AlertEvent>;

/** What needs an administrator now, what is silenced, and what happened. */
export const listAlerts = defineRead('admin.alerts', {
  output: z.object({
    alerts: z.array(Alert),
    silences: z.array(AlertSilence),
    events: z.array(AlertEvent),
    /** Rules with as many alerts as one rule may have. */
    full: z.optional(z.array(z.string())),
    /** How many notices a target has not taken, by its name. */
    undelivered: z.optional(byName(z.number())),
  }),
  request: () => ({ path: 'admin/alerts' }),
});

export const acknowledgeAlert = defineWrite('admin.acknowledge-alert', {
  input: z.strictObject({ fingerprint: z.string() }),
  accept: 'nothing',
  request: (json) => ({ method: 'POST', path: 'admin/alerts/acknowledgements', json }),
  invalidates: [listAlerts],
});

export const silenceAlert = defineWrite('admin.silence-alert', {
  input: z.strictObject({ fingerprint: z.string(), forMs: z.number(), reason: z.string() }),
  output: AlertSilence,
  request: ({ fingerprint, ...json }) => ({
    ...{ method: 'POST', path: 'admin/alerts/silences' },
    json: { ...json, matcher: { fingerprint } },
  }),
  invalidates: [listAlerts],
});

export const endSilence = defineWrite('admin.end-silence', {
  input: z.strictObject({ id: z.string() }),
  accept: 'nothing',
  request: ({ id }) => ({ method: 'DELETE', path: `admin/alerts/silences/${id}` }),
  invalidates: [listAlerts],
});
