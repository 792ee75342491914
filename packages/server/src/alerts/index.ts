// Rules

/** One rule, as data. */
export type { AlertRule } from './rules/alert-rule.ts';
/** Reads a rule from outside; names each wrong member. */
export { parseRule } from './rules/parse-rule.ts';
/** A rule as a schema for `readJson` and `validated`. */
export { alertRuleSchema } from './rules/parse-rule.ts';
/** A rule of the app: a function over the same windows. */
export type { CustomJudge } from './judging/custom-judge.ts';

// The engine

/** Judges the rules, and sends people notices of changes. */
export { createAlerts } from './engine/create-alerts.ts';
/** What `createAlerts` gives. */
export type { Alerts, AlertsStatus } from './engine/create-alerts.ts';
export type { AlertsOptions } from './engine/alerts-options.ts';
/** An alert as a page shows it. */
export type { AlertView } from './engine/create-desk.ts';
/** Why an alert fires, as data and as a sentence in English. */
export type { Why } from './judging/why.ts';
export { describeWhy } from './notices/describe-why.ts';
/** Which alerts a silence is for. */
export type { Silence, SilenceMatcher } from './state/silence.ts';
/** An event in the history of an alert. */
export type { AlertEvent } from './state/alert-event.ts';

// Administration

/** Answers the requests of an administrator. `@holdfast/server/hono` has the routes. */
export { createAlertAdmin } from './admin/create-alert-admin.ts';
export type { AlertAdmin, AlertAdminOptions } from './admin/create-alert-admin.ts';
/** An alert as the page of an administrator gets it. */
export type { AdminAlert } from './admin/to-admin-alert.ts';

// Stores

/** Alerts in the memory of this process. `./sql` has the store for a database. */
export { memoryAlertStore } from './memory-alert-store.ts';
/** Keeps alerts: the port of stores. */
export type { AlertStore } from './alert-store.ts';
