// A server of the proof: alerts and a relay on one database.
// `node alert-server.ts <database> <address of the receiver>`
import { type AlertRule, createAlerts } from '@holdfast/server/alerts';
import { createRelay, webhookSink } from '@holdfast/server/relay';
import { sqlAlertStore, sqlRelayStore, sqlRollupStore } from '@holdfast/server/sql';
import { openAlerts } from './open-alerts.ts';

const [, , address = '', receiver = ''] = process.argv;
const rule: AlertRule = {
  ...{ id: 'failures', title: 'Failures', severity: 'critical', kind: 'threshold' },
  of: { what: 'count', count: { measure: 'failure' } },
  ...{ is: 'above', limit: 0, windowMs: 600_000, keepMs: 0, per: ['operation'] },
};
const database = await openAlerts(address);
const secret = `whsec_${Buffer.from('signs the notices of this proof').toString('base64')}`;
const relay = createRelay({
  store: sqlRelayStore(database),
  sinks: [webhookSink({ name: 'webhook', url: receiver, secrets: [secret], privateNetwork: true })],
  ...{ leaseMs: 2_000, pollMs: 50, sendTimeoutMs: 2_000, backoff: () => 50 },
});
const alerts = createAlerts({
  ...{ store: sqlAlertStore(database), rollups: sqlRollupStore(database), rules: [rule] },
  ...{ enqueue: relay.enqueue, everyMs: 60, groupWaitMs: 0 },
  targets: { receiver: { sink: 'webhook' } },
});
relay.start();
alerts.start();
process.stdout.write('ready\n');
