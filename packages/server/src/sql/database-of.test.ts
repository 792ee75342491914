import {
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MysqlAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { createAuditTable } from './audit-table.ts';
import { checkWrites } from './check-writes.ts';
import { databaseOf } from './database-of.ts';
import { createIdempotencyTables } from './idempotency-tables.ts';
import { createLimitTable } from './limit-table.ts';
import { createRetentionTable } from './retention-table.ts';
import { sqlAuditStore } from './sql-audit-store.ts';
import { sqlLimitStore } from './sql-limit-store.ts';
import { sqlRetentionStore } from './sql-retention-store.ts';
import { createAlertTables } from './alert-tables.ts';
import { createRelayTables } from './relay-tables.ts';
import { createRollupTables } from './rollup-tables.ts';
import { sqlAlertStore } from './sql-alert-store.ts';
import { sqlRelayStore } from './sql-relay-store.ts';
import { sqlRollupStore } from './sql-rollup-store.ts';
import { sqlStore } from './sql-store.ts';
import { sqlStreamLog } from './sql-stream-log.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { sqlThreatStore } from './sql-threat-store.ts';
import { createStreamTables } from './stream-tables.ts';
import { createTelemetryTable } from './telemetry-table.ts';
import { createThreatTable } from './threat-table.ts';

class UnreachedDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new Error('The database was reached.');
  }
}

/** A database that must never be reached. */
const database = (adapter: MysqlAdapter | MssqlAdapter): Kysely<object> =>
  new Kysely<object>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => new UnreachedDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

const REFUSED = {
  code: 'DEFECT',
  effect: 'none',
  details: { remedy: expect.stringContaining('use SQLite or PostgreSQL') as string },
};

function refusalOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('a database that the stores do not support', () => {
  it.each([
    ['sqlStore', sqlStore],
    ['sqlStreamLog', sqlStreamLog],
    ['sqlLimitStore', sqlLimitStore],
    ['sqlTelemetryStore', sqlTelemetryStore],
    ['sqlAlertStore', sqlAlertStore],
    ['sqlRelayStore', sqlRelayStore],
    ['sqlRollupStore', sqlRollupStore],
    ['sqlThreatStore', sqlThreatStore],
    ['sqlAuditStore', sqlAuditStore],
    ['sqlRetentionStore', sqlRetentionStore],
    ['checkWrites', checkWrites],
  ])('is refused by %s, with the names of those that work', (name, use) => {
    expect(refusalOf(() => use(database(new MysqlAdapter())))).toMatchObject(REFUSED);
    const remedy = `${name}: this database is not supported (MssqlAdapter): use SQLite or PostgreSQL.`;
    expect(refusalOf(() => use(database(new MssqlAdapter())))).toMatchObject({
      details: { remedy },
    });
  });

  it.each([
    ['createIdempotencyTables', createIdempotencyTables],
    ['createStreamTables', createStreamTables],
    ['createLimitTable', createLimitTable],
    ['createTelemetryTable', createTelemetryTable],
    ['createAlertTables', createAlertTables],
    ['createRelayTables', createRelayTables],
    ['createRollupTables', createRollupTables],
    ['createThreatTable', createThreatTable],
    ['createAuditTable', createAuditTable],
    ['createRetentionTable', createRetentionTable],
  ])('gets no tables from %s', async (_, create) => {
    await expect(create(database(new MysqlAdapter()))).rejects.toMatchObject(REFUSED);
  });
});

it('is told from a value that is no Kysely', () => {
  const refused = refusalOf(() => databaseOf('sqlStore', {} as Kysely<object>));
  const remedy = expect.stringContaining('give `database` a Kysely') as string;
  expect(refused).toMatchObject({ code: 'DEFECT', details: { remedy } });
});

it('is found behind a transaction too', async () => {
  const sqlite = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  const name = await sqlite
    .transaction()
    .execute(async (transaction) => databaseOf('sqlStore', transaction).name);
  expect(name).toBe('SQLite');
  await sqlite.destroy();
});
