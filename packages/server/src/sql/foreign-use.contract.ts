import { EventEmitter } from 'node:events';
import { isFailure } from '@holdfast/core';
import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { createIdempotency } from '../idempotency/create-idempotency.ts';
import type { IdleAdviceOptions } from './advise-of-idle.ts';
import { createAuditTable } from './audit-table.ts';
import { createIdempotencyTables } from './idempotency-tables.ts';
import { createLimitTable } from './limit-table.ts';
import { sqlAuditStore } from './sql-audit-store.ts';
import { sqlLimitStore } from './sql-limit-store.ts';
import { sqlStore } from './sql-store.ts';
import { sqlStreamLog } from './sql-stream-log.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { sqlThreatStore } from './sql-threat-store.ts';
import { createStreamTables } from './stream-tables.ts';
import { createTelemetryTable } from './telemetry-table.ts';
import { createThreatTable } from './threat-table.ts';
import type { DatabaseUnderTest, TransactTables } from './transact.contract.ts';
import { transact } from './transact.ts';

type Database = Kysely<TransactTables>;
type Tx = Transaction<TransactTables>;

const SIGN_OUT = { kind: 'sign-out', subject: 'mara' } as const;
const AT_ONCE_MS = 1000;

const read = (database: Database): Promise<unknown> =>
  database.selectFrom('effects').selectAll().execute();
const request = (key: string): Request =>
  new Request('http://test/notes', { method: 'POST', headers: { 'idempotency-key': key } });
const add = (t: Tx, label: string): Promise<unknown> =>
  t.insertInto('effects').values({ label }).execute();
const nothing = (t: Tx): Promise<unknown> => sql`select 1`.execute(t);
const answered = async (): Promise<Response> => Response.json({});

/** Every way to use the database outside of the transaction. */
const BESIDE: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
  ['a query', read],
  ['a raw statement', (database) => sql`select 1`.execute(database)],
  ['a query through a plugin', (database) => read(database.withoutPlugins())],
  ['a connection of its own', (database) => database.connection().execute(read)],
  ['another transaction', (database) => transact(database, read)],
  ['a transaction of Kysely', (database) => database.transaction().execute(read)],
  [
    'an idempotent write',
    (database) =>
      createIdempotency({ store: sqlStore(database) })(request('inner'), {
        ...{ owner: 'mara', work: answered },
      }),
  ],
  ['the audit', (database) => createAudit({ store: sqlAuditStore(database) })(SIGN_OUT)],
  [
    'the limits',
    (database) => sqlLimitStore(database).take('a', { name: 'n', limit: 1, windowMs: 1 }),
  ],
  ['the threats', (database) => sqlThreatStore(database).read({ kind: 'address', id: 'a' })],
  ['the telemetry', (database) => sqlTelemetryStore(database).latest(1)],
  ['a stream', (database) => sqlStreamLog(database).read('a', 0, 1)],
];

async function told(work: Promise<unknown>): Promise<unknown> {
  const began = performance.now();
  const error: unknown = await work.then(
    () => 'kept',
    (thrown: unknown) => thrown,
  );
  expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
  return error;
}

/** Tests that the work of a transaction uses its own transaction, for every database. */
export function foreignUseContract(
  name: string,
  open: (advice?: IdleAdviceOptions) => Promise<DatabaseUnderTest>,
): void {
  describe(`the work of a transaction on ${name}`, () => {
    let under: DatabaseUnderTest;
    let database: Database;
    beforeAll(async () => {
      under = await open();
      database = under.database;
      await sql`create table if not exists effects (label text primary key)`.execute(database);
      await createAuditTable(database);
      await createIdempotencyTables(database);
      await createLimitTable(database);
      await createStreamTables(database);
      await createTelemetryTable(database);
      await createThreatTable(database);
    });
    afterAll(() => under.close());
    beforeEach(async () => {
      await database.deleteFrom('effects').execute();
    });

    it.each(BESIDE)(
      'is refused at once, with a sentence that says what to do, when it uses the database by %s',
      async (_, use) => {
        const refused = await told(
          transact(database, async (t) => {
            await add(t, 'a');
            await use(database);
          }),
        );
        expect(refused).toMatchObject({ code: 'DEFECT', effect: 'none', retry: 'never' });
        expect(isFailure(refused, 'DEFECT') && refused.details.remedy).toMatch(
          /`tx` in place of `db`/,
        );
        expect(await read(database)).toEqual([]);
      },
    );

    it('is refused as well in the work of an idempotent write, and in a part', async () => {
      const idempotent = createIdempotency({ store: sqlStore(database) });
      const work = async (): Promise<Response> => Response.json(await read(database));
      const refused = told(idempotent(request('k1'), { owner: 'mara', work }));
      expect(await refused).toMatchObject({ code: 'DEFECT' });
      // The refusal is about the database and not about the held key.
      const again = idempotent(request('k2'), {
        owner: 'mara',
        work: () => idempotent(request('k2'), { owner: 'mara', work: answered }),
      });
      expect(await told(again)).toMatchObject({ code: 'DEFECT' });
      const inPart = transact(database, (t) => transact(t, () => read(database)));
      expect(await told(inPart)).toMatchObject({ code: 'DEFECT' });
    });

    it('may hand its transaction to every store', async () => {
      await transact(database, async (t) => {
        await createAudit({ store: sqlAuditStore(t) })(SIGN_OUT);
        await sqlTelemetryStore(t).latest(1);
        await transact(t, (part) => add(part, 'a'));
      });
      expect(await read(database)).toHaveLength(1);
    });

    it('may use another database', async () => {
      const other = await open();
      const { rows } = await transact(database, () =>
        sql<{ one: number }>`select 1 as one`.execute(other.database),
      );
      expect(rows).toEqual([{ one: 1 }]);
      await other.close();
    });

    it('allows code that started before it or goes on after it', async () => {
      let goOn!: () => void;
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      const before = gate.then(() => read(database));
      let after!: Promise<unknown>;
      let timer!: Promise<unknown>;
      const emitter = new EventEmitter();
      const heard = new Promise((resolve) => {
        emitter.on('told', () => resolve(read(database)));
      });
      await transact(database, async (t) => {
        await add(t, 'a');
        goOn();
        after = new Promise((resolve) => {
          emitter.once('over', resolve);
        }).then(() => read(database));
        timer = new Promise((resolve, reject) => {
          setTimeout(() => void read(database).then(resolve, reject), 50);
        });
      });
      emitter.emit('over');
      emitter.emit('told');
      for (const reading of [before, after, timer, heard]) {
        // oxlint-disable-next-line no-await-in-loop -- each says for itself whether it was refused
        expect(await reading).toHaveLength(1);
      }
    });

    it('gets advice, in a sentence, about the time in which it waited for something else', async () => {
      const sentences: string[] = [];
      const slow = await open({ advise: ({ sentence }) => void sentences.push(sentence) });
      await transact(slow.database, (t) => nothing(t).then(() => nothing(t)));
      expect(sentences).toEqual([]);
      await transact(slow.database, async (t) => {
        await nothing(t);
        await new Promise((resolve) => setTimeout(resolve, 300));
      });
      expect(sentences).toEqual([
        expect.stringMatching(/^The work of a transaction waited \d+ ms /),
      ]);
      await slow.close();
    });

    it('allows code that goes on after its time was up', async () => {
      let late!: Promise<unknown>;
      const slow = transact(
        database,
        async (t) => {
          await add(t, 'a');
          late = new Promise((resolve) => setTimeout(resolve, 100)).then(() => read(database));
          await late;
        },
        { timeoutMs: 30 },
      );
      await expect(slow).rejects.toMatchObject({ code: 'TRANSACTION_TIMEOUT' });
      expect(await late).toEqual([]);
    });
  });
}
