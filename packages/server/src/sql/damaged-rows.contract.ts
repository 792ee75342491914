import { createVirtualPlatform } from '@holdfast/testing';
import type { Kysely } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAlerts } from '../alerts/engine/create-alerts.ts';
import type { Alert } from '../alerts/state/alert.ts';
import { toEvent } from '../alerts/state/tell-step.ts';
import { toResponse } from '../idempotency/stored-answer.ts';
import type { DurableStream } from '../streams/durable/durable-stream.ts';
import { removeExpired } from '../streams/durable/remove-turn.ts';
import { defaultThreatRules } from '../threats/threat-rules.ts';
import { nextThreatState } from '../threats/threat-state.ts';
import { type AlertTables, createAlertTables } from './alert-tables.ts';
import { createDurableTables, type DurableTables } from './durable-tables.ts';
import { createIdempotencyTables, type IdempotencyTables } from './idempotency-tables.ts';
import { createLimitTable, type LimitTables } from './limit-table.ts';
import { sqlAlertStore } from './sql-alert-store.ts';
import { sqlDurableStore } from './sql-durable-store.ts';
import { sqlLimitStore } from './sql-limit-store.ts';
import { sqlStore } from './sql-store.ts';
import { sqlStreamLog } from './sql-stream-log.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { sqlThreatStore } from './sql-threat-store.ts';
import { createStreamTables, type StreamTables } from './stream-tables.ts';
import { createTelemetryTable, type TelemetryTables } from './telemetry-table.ts';
import { createThreatTable, type ThreatTables } from './threat-table.ts';

export type DamagedTables = AlertTables &
  DurableTables &
  IdempotencyTables &
  LimitTables &
  StreamTables &
  TelemetryTables &
  ThreatTables;

export async function createDamagedTables(database: Kysely<DamagedTables>): Promise<void> {
  await createAlertTables(database);
  await createDurableTables(database);
  await createIdempotencyTables(database);
  await createLimitTable(database);
  await createStreamTables(database);
  await createTelemetryTable(database);
  await createThreatTable(database);
}

const durable = (id: string): DurableStream => ({
  ...{
    id,
    name: `/${id}`,
    settings: { contentType: 'text/plain', expiresAt: 1, ancestors: [] },
  },
  ...{ tail: { seq: 0, bytes: 0 }, isClosed: false, isDeleted: false, dueAt: 1 },
  ...{ producers: 0, forks: 0 },
});

/** A row that another program or a failing disk damaged hides no other row, on every database. */
export function damagedRowsContract(name: string, open: () => Kysely<DamagedTables>): void {
  describe(`${name} with a damaged row`, () => {
    let database: Kysely<DamagedTables>;
    beforeEach(() => {
      database = open();
    });

    it.each([
      '{"kind"',
      '{}',
      '{"kind":"blocked","until":1e15}',
      '{"kind":"watched","score":null,"at":1,"strikes":0,"struckAt":0}',
      '{"kind":"toString","strikes":0,"struckAt":0}',
    ])('evidence that has become %s is none, and hides no block', async (state) => {
      const store = sqlThreatStore(database);
      const [broken, whole] = [
        { kind: 'user', id: `broken ${state}` },
        { kind: 'user', id: `whole ${state}` },
      ] as const;
      const attack = { type: 'evidence', evidence: 'attack', at: 1000 } as const;
      const before = await store.blocked(1000, 99);
      const block = async (party: typeof broken | typeof whole): Promise<void> => {
        for (let times = 0; times < 3; times += 1) {
          await store.change(party, (known) => nextThreatState(known, attack, defaultThreatRules));
        }
      };
      await block(broken);
      await block(whole);
      const damaged = database.updateTable('holdfast_threats').set({ state });
      await damaged.where('id', '=', broken.id).execute();
      const blocked = async () => (await store.blocked(1000, 99)).map(({ party }) => party.id);
      expect(await blocked()).toHaveLength(before.length + 1);
      expect(await blocked()).toContain(whole.id);
      expect(await store.read(broken)).toBeUndefined();
      await block(broken);
      expect(await blocked()).toHaveLength(before.length + 2);
    });

    it.each(['', '{}', '[]'])('an event of a page that is %j hides no other', async (text) => {
      const store = sqlTelemetryStore(database);
      const event = { type: 'connectivity.changed', at: 1, state: 'online' } as const;
      const ids = ['a', 'b'].map((id) => `${id}${text}`);
      const sent = { receivedAt: Date.parse('2026-01-01'), severity: 'info', event } as const;
      await store.add(ids.map((id) => ({ ...sent, id })));
      await database
        .updateTable('holdfast_telemetry')
        .set({ event: text })
        .where('id', '=', `a${text}`)
        .execute();
      const shown = (await store.latest(9)).map(({ id }) => id);
      expect(ids.filter((id) => shown.includes(id))).toEqual([`b${text}`]);
    });

    it.each([
      ...['{', '{}', 'null', '{"at":1,"taken":["x"],"leased":[]}'],
      ...['{"taken":[],"leased":[]}', '{"at":1,"taken":[],"leased":[7]}'],
    ])('a limit whose row has become %s goes on, and begins anew', async (taken) => {
      const store = sqlLimitStore(database);
      const limit = { name: 'user', limit: 2, windowMs: 60_000 };
      await store.take(`mira ${taken}`, limit);
      await database.updateTable('holdfast_rate_limits').set({ taken }).execute();
      expect(await store.take(`mira ${taken}`, limit)).toMatchObject({
        allowed: true,
        remaining: 1,
      });
      expect(await store.take(`mira ${taken}`, limit)).toMatchObject({
        allowed: true,
        remaining: 0,
      });
      expect(await store.take(`mira ${taken}`, limit)).toMatchObject({ allowed: false });
    });

    it.each([
      ['{"etag', {}],
      ['["etag"]', {}],
      ['{"etag":7,"e tag":"1","location":"/a"}', { location: '/a' }],
      ['{"etag":"1\\u0000","__proto__":"1"}', {}],
    ])('a write whose kept headers have become %s is not done again', async (text, headers) => {
      const store = sqlStore(database);
      const key = { scope: 'mira', key: text.slice(0, 40) };
      const answer = { status: 201, headers: { etag: '"1"' }, body: new Uint8Array([1]) };
      await store.withKey(key, (held) => held.finish({ fingerprint: 'f', answer, finishedAt: 1 }));
      await database.updateTable('holdfast_idempotency').set({ headers: text }).execute();
      const kept = await store.withKey(key, async ({ record }) => record?.answer);
      expect(kept).toEqual({ kind: 'done', value: { ...answer, headers } });
      expect(kept.kind === 'done' && kept.value && toResponse(kept.value, 'again').status).toBe(
        201,
      );
    });

    it.each(['{', '{}', '{"type":"delta","text":"b"}', '{"seq":1,"type":"delta","text":"b"}'])(
      'an event of a stream that is %s fails with STORAGE_CORRUPT',
      async (text) => {
        const log = sqlStreamLog(database);
        const [broken, whole] = [`broken ${text}`, `whole ${text}`];
        for (const id of [broken, whole]) {
          const opened = { id, owner: 'mira', fingerprint: 'f', writer: 'w', leaseUntil: 1e15 };
          await log.open(opened);
          const events = ['a', 'b'].map((letter) => ({ type: 'delta', text: letter }));
          await log.append(id, events, { as: 'writer', writer: 'w', leaseUntil: 1e15, at: 1 });
        }
        const damaged = database.updateTable('holdfast_stream_events').set({ event: text });
        await damaged.where('stream_id', '=', broken).where('seq', '=', 2).execute();
        expect(await log.read(broken, 0, 1)).toHaveLength(1);
        await expect(log.read(broken, 0, 9)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
        expect(await log.read(whole, 0, 9)).toHaveLength(2);
      },
    );

    it.each([
      '{',
      '{}',
      '{"contentType":"text/plain","ancestors":[7]}',
      '{"contentType":"text/plain","ancestors":[],"fork":{"source":"/a"}}',
      '{"contentType":"text/plain","ancestors":[],"expiresAt":"soon"}',
    ])('a durable stream of %s fails, and keeps no other from being removed', async (settings) => {
      const store = sqlDurableStore(database);
      await store.turn((rows) => rows.insert(durable('broken')));
      await store.turn((rows) => rows.insert({ ...durable('whole'), dueAt: 2 }));
      const damaged = database.updateTable('holdfast_durable').set({ settings });
      await damaged.where('id', '=', 'broken').execute();
      await expect(store.find('/broken')).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
      expect(await removeExpired(store, 9)).toBe(1);
      expect(await store.find('/whole')).toBeUndefined();
      await database.deleteFrom('holdfast_durable').where('id', '=', 'broken').execute();
    });

    it('damaged rules of alerts say so, keep their revision, and can be replaced', async () => {
      const store = sqlAlertStore(database);
      await store.saveRules({ revision: 1, rules: [], at: 1 });
      await database.updateTable('holdfast_alert_rules').set({ rules: '[{' }).execute();
      expect(await store.rules()).toMatchObject({ revision: 1, rules: [], isDamaged: true });
      expect(await store.saveRules({ revision: 2, rules: [], at: 2 })).toBe(true);
      expect(await store.rules()).toEqual({ revision: 2, rules: [], at: 2 });
    });

    it('rows that have become JSON of something else keep no rule of alerts from being judged', async () => {
      const store = sqlAlertStore(database);
      const at = 1_700_000_000_000;
      const alert: Alert = {
        ...{ fingerprint: 'gone|operation=a', rule: 'gone', title: 'Gone', severity: 'warning' },
        ...{ values: { operation: 'a' }, state: { kind: 'firing', at }, episode: 1, also: 0 },
        ...{ figuresAt: at, version: 1 },
      };
      const shapes = [
        ...[
          { title: 7 },
          { told: [], rule: [] },
          { state: { kind: 'constructor', at } },
          { values: null },
        ],
        ...[{ telling: { tellAt: at, steps: 0, notices: 0 } }, { severity: null }],
        ...[{ why: { kind: 'forecast', endsAt: 1e300 } }, { fingerprint: 'another' }],
        ...[{ version: 7 }, { worst: [7] }, { state: null }],
      ];
      for (const [index, shape] of shapes.entries()) {
        const fingerprint = `gone|operation=${index}`;
        const events = [{ ...toEvent(alert, 'fired', [], at), fingerprint }];
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await store.commit({ alerts: [{ ...alert, fingerprint }], events, memories: new Map() });
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await database
          .updateTable('holdfast_alerts')
          .set({ alert: JSON.stringify({ ...alert, fingerprint, ...shape }) })
          .where('fingerprint', '=', fingerprint)
          .execute();
      }
      await database.updateTable('holdfast_alert_events').set({ event: '{}' }).execute();
      const silence = { id: 's', matcher: { rule: 'r' }, since: at, until: at + 1e6, reason: 'r' };
      await store.addSilence({ ...silence, author: 'a' });
      await database
        .updateTable('holdfast_alert_silences')
        .set({ silence: JSON.stringify({ id: 's', until: at + 1e6 }) })
        .execute();
      const told: string[] = [];
      const minute = Math.floor(at / 60_000) * 60_000;
      const count = { measure: 'failure', operation: 'tell', detail: 'X', release: '' } as const;
      const alerts = createAlerts({
        store,
        rollups: {
          read: async () => [{ minute, ...count, count: 1 }],
          affectedSessions: async () => 1,
        },
        rules: [
          {
            ...{ id: 'failures', title: 'Fails', severity: 'critical', kind: 'threshold' },
            ...{ windowMs: 60_000, is: 'above', limit: 0 },
            of: { what: 'count', count: { measure: 'failure' } },
          },
        ],
        targets: { chat: { sink: 'slack' } },
        groupWaitMs: 0,
        enqueue: async (_, events) => void told.push(...events.map(({ key }) => key)),
        platform: createVirtualPlatform({ now: at }),
      });
      const fires = async (rules: string): Promise<void> => {
        await database.updateTable('holdfast_alert_rules').set({ rules }).execute();
        await alerts.evaluate();
        expect(alerts.status()).toMatchObject({ isJudging: true });
        expect(alerts.status().failure).toBeUndefined();
      };
      await fires('{}');
      expect(told).toContain('failures');
      expect(await alerts.list()).toMatchObject([{ rule: 'failures', state: { kind: 'firing' } }]);
      expect(new Set((await alerts.history()).map(({ fingerprint }) => fingerprint)).size).toBe(
        1 + shapes.length,
      );
      await fires('[{"id":"next","title":"Next","kind":"of-a-later-version"}]');
      expect([...alerts.status().failedRules.keys()]).toEqual(['next']);
      await alerts.dispose();
    });
  });
}
