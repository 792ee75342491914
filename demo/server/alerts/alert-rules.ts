import type { AlertRule } from '@holdfast/server/alerts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/**
 * The rules by which administrators get a notice. These are the rules of a new Fireside. An administrator changes them
 * while it runs, with `PUT /api/admin/alerts/rules`.
 */
export const alertRules: readonly AlertRule[] = [
  {
    ...{ id: 'requests-fail', title: 'Requests fail', severity: 'critical', kind: 'burnRate' },
    bad: { measure: 'request', detail: 'failed' },
    all: { measure: 'request' },
    objective: 0.99,
    windows: [
      { factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE },
      { factor: 6, longMs: 6 * HOUR, shortMs: 30 * MINUTE },
    ],
    // Requests have no session.
    minSessions: 0,
    runbook: 'SERVER_ERROR',
  },
  {
    ...{ id: 'requests-fail-slowly', title: 'Requests fail for days', severity: 'warning' },
    kind: 'burnRate',
    bad: { measure: 'request', detail: 'failed' },
    all: { measure: 'request' },
    objective: 0.99,
    windows: [{ factor: 1, longMs: 3 * DAY, shortMs: 6 * HOUR }],
    ...{ minEvents: 200, minSessions: 0, runbook: 'SERVER_ERROR' },
  },
  {
    ...{ id: 'operations-fail', title: 'An operation fails in pages', severity: 'critical' },
    kind: 'burnRate',
    bad: { measure: 'operation', detail: 'failed' },
    all: { measure: 'operation' },
    objective: 0.95,
    windows: [{ factor: 5, longMs: HOUR, shortMs: 5 * MINUTE }],
    per: ['operation'],
    groupBy: [],
  },
  {
    ...{ id: 'new-failure', title: 'A failure that was never seen', severity: 'warning' },
    kind: 'newKind',
    count: { measure: 'failure' },
    windowMs: HOUR,
    groupBy: ['operation', 'detail'],
    ...{ minEvents: 3, minSessions: 2 },
  },
  {
    ...{ id: 'unusual-failures', title: 'Unusually many failures', severity: 'warning' },
    kind: 'anomaly',
    count: { measure: 'failure' },
    minEvents: 10,
  },
  {
    ...{ id: 'pages-silent', title: 'Pages have stopped reporting', severity: 'warning' },
    ...{ kind: 'absence', windowMs: 15 * MINUTE, beforeMs: HOUR, minEvents: 100 },
    count: { measure: 'report' },
    runbook: 'NETWORK_FAILED',
  },
  {
    ...{ id: 'slow-requests', title: 'Requests are slow', severity: 'warning', kind: 'threshold' },
    of: { what: 'percentile', count: { measure: 'request-time' }, share: 0.95 },
    ...{ is: 'above', limit: 2_000, windowMs: 10 * MINUTE, forMs: 5 * MINUTE, minEvents: 50 },
    runbook: 'TIMEOUT',
  },
  {
    ...{ id: 'access-refused', title: 'Many sign-ins are refused', severity: 'info' },
    kind: 'threshold',
    of: { what: 'rate', count: { measure: 'auth' } },
    ...{ is: 'above', limit: 20, windowMs: 5 * MINUTE, runbook: 'CREDENTIALS_WRONG' },
  },
];
