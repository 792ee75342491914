import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyAudit } from '../audit/audit-chain.ts';
import { createAuditTable, type AuditTables } from '../sql/audit-table.ts';
import { createIdempotencyTables, type IdempotencyTables } from '../sql/idempotency-tables.ts';
import { createLimitTable, type LimitTables } from '../sql/limit-table.ts';
import { sqlAuditStore } from '../sql/sql-audit-store.ts';
import { sqlLimitStore } from '../sql/sql-limit-store.ts';
import { sqlStore } from '../sql/sql-store.ts';
import { sqlTelemetryStore } from '../sql/sql-telemetry-store.ts';
import { sqlThreatStore } from '../sql/sql-threat-store.ts';
import { createTelemetryTable, type TelemetryTables } from '../sql/telemetry-table.ts';
import { createThreatTable, type ThreatTables } from '../sql/threat-table.ts';
import { defaultThreatRules } from '../threats/threat-rules.ts';
import { nextThreatState } from '../threats/threat-state.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

type Tables = AuditTables & IdempotencyTables & LimitTables & TelemetryTables & ThreatTables;

let database: Kysely<Tables>;
beforeEach(() => {
  database = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
});
afterEach(() => database.destroy());

it('a damaged entry of the audit is named as changed, and keeps no other from being read', async () => {
  await createAuditTable(database);
  const store = sqlAuditStore(database);
  for (const at of [1, 2, 3]) await store.append({ at, kind: 'sign-in', facts: {} });
  await sql`drop trigger holdfast_audit_no_update`.execute(database);
  await database.updateTable('holdfast_audit').set({ facts: '{' }).where('seq', '=', 2).execute();
  expect(await verifyAudit(store)).toEqual({ intact: false, seq: 2 });
  expect((await store.read({ after: 0, limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it('damaged evidence is none, and hides no block of another party', async () => {
  await createThreatTable(database);
  const store = sqlThreatStore(database);
  const [broken, whole] = [
    { kind: 'user', id: 'broken' },
    { kind: 'user', id: 'whole' },
  ] as const;
  const attack = { type: 'evidence', evidence: 'attack', at: 1000 } as const;
  const block = async (party: typeof broken | typeof whole): Promise<void> => {
    for (let times = 0; times < 3; times += 1) {
      await store.change(party, (state) => nextThreatState(state, attack, defaultThreatRules));
    }
  };
  await block(broken);
  await block(whole);
  const damaged = database.updateTable('holdfast_threats').set({ state: '{"kind"' });
  await damaged.where('id', '=', 'broken').execute();
  expect((await store.blocked(1000, 9)).map(({ party }) => party)).toEqual([whole]);
  expect(await store.read(broken)).toBeUndefined();
  await block(broken);
  expect(await store.blocked(1000, 9)).toHaveLength(2);
});

it('a damaged event of a page hides no other event', async () => {
  await createTelemetryTable(database);
  const store = sqlTelemetryStore(database);
  const event = { type: 'connectivity.changed', at: 1, state: 'online' } as const;
  await store.add(['a', 'b'].map((id) => ({ id, receivedAt: 1, severity: 'info', event })));
  await database
    .updateTable('holdfast_telemetry')
    .set({ event: '' })
    .where('id', '=', 'a')
    .execute();
  expect((await store.latest(9)).map(({ id }) => id)).toEqual(['b']);
});

it.each(['{', '{}', 'null'])(
  'a limit whose row has become %s goes on, and begins anew',
  async (taken) => {
    await createLimitTable(database);
    const store = sqlLimitStore(database);
    const limit = { name: 'user', limit: 2, windowMs: 60_000 };
    await store.take('mira', limit);
    await database.updateTable('holdfast_rate_limits').set({ taken }).execute();
    expect(await store.take('mira', limit)).toMatchObject({ allowed: true, remaining: 1 });
    expect(await store.take('mira', limit)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await store.take('mira', limit)).toMatchObject({ allowed: false });
  },
);

it('a write whose kept headers are damaged is not done again', async () => {
  await createIdempotencyTables(database);
  const store = sqlStore(database);
  const key = { scope: 'mira', key: 'a' };
  const answer = { status: 201, headers: { etag: '"1"' }, body: new Uint8Array([1]) };
  await store.withKey(key, (held) => held.finish({ fingerprint: 'f', answer, finishedAt: 1 }));
  await database.updateTable('holdfast_idempotency').set({ headers: '{"etag' }).execute();
  const kept = await store.withKey(key, async ({ record }) => record?.answer);
  expect(kept).toEqual({ kind: 'done', value: { ...answer, headers: {} } });
});
