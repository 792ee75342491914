import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVirtualPlatform } from '@holdfast/testing';
import { Kysely, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { createAlerts } from '../alerts/engine/create-alerts.ts';
import { memoryRollupStore } from '../monitoring/memory-rollup-store.ts';
import { createEnqueue } from '../relay/create-enqueue.ts';
import { createAlertTables } from '../sql/alert-tables.ts';
import { createRelayTables } from '../sql/relay-tables.ts';
import { sqlAlertStore } from '../sql/sql-alert-store.ts';
import { sqlRelayStore } from '../sql/sql-relay-store.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

const MINUTE = 60_000;

it('keeps each transition with its notice, though transactions of two servers fail in between', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const databases = [1, 2].map(
    () =>
      new Kysely<object>({
        dialect: sqliteDialect(path.join(folder, 'alerts.sqlite'), { busyTimeoutMs: 0 }),
      }),
  );
  onTestFinished(async () => {
    await Promise.all(databases.map((database) => database.destroy()));
    await rm(folder, { recursive: true });
  });
  const [first] = databases;
  if (!first) throw new Error('There is no database.');
  await createAlertTables(first);
  await createRelayTables(first);

  const platform = createVirtualPlatform();
  const rollups = memoryRollupStore();
  let failures = 0;
  const servers = databases.map((database) => {
    const enqueue = createEnqueue({ store: sqlRelayStore(database) });
    return createAlerts({
      ...{ store: sqlAlertStore(database), rollups, platform, groupWaitMs: 0 },
      rules: [
        {
          ...{ id: 'failures', title: 'Failures', severity: 'critical', kind: 'threshold' },
          of: { what: 'count', count: { measure: 'failure' } },
          ...{ is: 'above', limit: 0, windowMs: MINUTE, keepMs: MINUTE, per: ['operation'] },
        },
      ],
      targets: { chat: { sink: 'chat' } },
      async enqueue(transaction, events) {
        await enqueue(transaction, events);
        // The notices are written: the transaction fails all the same.
        failures += 1;
        if (failures % 3 !== 0) throw new Error('The connection died.');
      },
    });
  });
  const minute = Math.floor(platform.now() / MINUTE) * MINUTE;
  await rollups.add(
    ['a', 'b'].map((operation) => ({
      ...{ minute, measure: 'failure', operation, detail: 'TIMEOUT', release: '1', count: 1 },
    })),
  );
  for (let round = 0; round < 40; round += 1) {
    await Promise.all(servers.map((server) => server.evaluate()));
    await platform.advance(10_000);
  }

  expect(failures).toBeGreaterThanOrEqual(6);
  const { rows } = await sql<{ readonly body: string }>`
    select body from holdfast_relay order by lane, position
  `.execute(first);
  const told = rows.map(({ body }) => {
    const notice = JSON.parse(body) as { readonly dedupKey: string; readonly state: string };
    return [notice.dedupKey, notice.state];
  });
  expect(told).toEqual([
    ['failures|operation=a', 'firing'],
    ['failures|operation=a', 'resolved'],
    ['failures|operation=b', 'firing'],
    ['failures|operation=b', 'resolved'],
  ]);
  const history = await servers[0]?.history();
  expect(history?.filter(({ what }) => what === 'fired')).toHaveLength(2);
});
