import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { StoredSecret } from '@holdfast/server/credentials';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresDatabase } from '../../../scripts/postgres-database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Database } from '../database/tables.ts';
import { temporaryFolder } from '../testing/fireside-process.ts';
import { createSpendingLedger, type SpendingLedgerOptions } from './create-spending-ledger.ts';

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

const DAY_MS = 86_400_000;
const story = (id: string, micros: number) =>
  ({ id, what: 'story', title: 'The lamp', micros, stream: `stream of ${id}` }) as const;

async function open(databaseUrl?: string): Promise<Database> {
  const dataFolder = path.join(await temporaryFolder(), 'data');
  const database = await openDatabase({ dataFolder, busyTimeoutMs: 2000, databaseUrl });
  onTestFinished(() => database.destroy());
  return database;
}

async function addAccount(database: Database): Promise<string> {
  const id = randomUUID();
  const password = '' as unknown as StoredSecret;
  await database
    .insertInto('accounts')
    .values({ id, name: id, name_key: id, password, created_at: 1 })
    .execute();
  return id;
}

function ledgerOn(database: Database, options: Partial<SpendingLedgerOptions> = {}) {
  const platform = createVirtualPlatform({ now: 10 * DAY_MS });
  const ledger = createSpendingLedger({
    ...{ database, platform, limitMicros: () => 1000, spentBy: async () => undefined },
    ...options,
  });
  return { platform, ledger };
}

const codesOf = (settled: readonly PromiseSettledResult<unknown>[]): Record<string, number> => {
  const codes = settled.map((one) =>
    one.status === 'fulfilled' ? 'reserved' : String((one.reason as { code?: unknown }).code),
  );
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  );
};

/** Fifty reservations of random sizes at once, over all given servers. */
async function crowd(databases: readonly Database[], owner: string): Promise<void> {
  const ledgers = databases.map((database) => ledgerOn(database).ledger);
  const sizes = Array.from({ length: 50 }, (_, index) => 20 + ((index * 37) % 90));
  const settled = await Promise.allSettled(
    sizes.map((micros, index) =>
      ledgers[index % ledgers.length]?.reserve(owner, story(`${index}`, micros)),
    ),
  );
  expect(Object.keys(codesOf(settled)).toSorted()).toEqual(['BUDGET_EXCEEDED', 'reserved']);
  const spending = await ledgers[0]?.read(owner);
  const accepted = sizes.filter((_, index) => settled[index]?.status === 'fulfilled');
  const reserved = accepted.reduce((sum, micros) => sum + micros, 0);
  expect(spending?.reservedMicros).toBe(reserved);
  expect(reserved).toBeLessThanOrEqual(1000);
  // The refused reservations would not have fitted.
  expect(reserved).toBeGreaterThan(1000 - 110);
}

describe('the ledger', () => {
  it('lets fifty requests at once reserve no more than the budget', async () => {
    const database = await open();
    await crowd([database], await addAccount(database));
  });

  it('reserves once under one id, spends the used part, and returns the rest', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const { ledger } = ledgerOn(database);
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, () => ledger.reserve(owner, story('a', 600))),
    );
    expect(codesOf(settled)).toEqual({ reserved: 5 });
    expect(await ledger.read(owner)).toMatchObject({ reservedMicros: 600, spentMicros: 0 });
    await ledger.settle(owner, story('a', 0), 120);
    await ledger.settle(owner, story('a', 0), 600);
    expect(await ledger.read(owner)).toEqual({
      ...{ limitMicros: 1000, spentMicros: 120, reservedMicros: 0, renewsAt: 11 * DAY_MS },
      receipts: [
        {
          ...{ id: 'a', what: 'story', title: 'The lamp', state: 'ended', at: 10 * DAY_MS },
          ...{ reservedMicros: 600, spentMicros: 120, returnedMicros: 480 },
        },
      ],
    });
    await expect(ledger.reserve(owner, story('a', 100))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('lets one generation run under an id, which no other can settle', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const { ledger } = ledgerOn(database);
    const other = { ...story('a', 300), stream: 'another stream' };
    const picture = { id: 'a', what: 'portrait', title: 'Mara', micros: 300 } as const;
    await ledger.reserve(owner, story('a', 300));
    for (const one of [other, picture]) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await expect(ledger.reserve(owner, one)).rejects.toMatchObject({ code: 'CONFLICT' });
      // oxlint-disable-next-line no-await-in-loop
      await ledger.settle(owner, one, 0);
    }
    expect(await ledger.read(owner)).toMatchObject({ reservedMicros: 300, spentMicros: 0 });
    await ledger.settle(owner, story('a', 0), 120);
    expect(await ledger.read(owner)).toMatchObject({ reservedMicros: 0, spentMicros: 120 });
  });

  it('never spends more than it reserved', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const { ledger } = ledgerOn(database);
    await ledger.reserve(owner, story('a', 100));
    await ledger.settle(owner, story('a', 0), 5000);
    expect(await ledger.read(owner)).toMatchObject({ spentMicros: 100 });
  });

  it('says when there is money again, and has it then', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const { ledger, platform } = ledgerOn(database);
    await platform.advance(DAY_MS / 4);
    await ledger.reserve(owner, story('a', 1000));
    await ledger.settle(owner, story('a', 0), 1000);
    await expect(ledger.reserve(owner, story('b', 1))).rejects.toMatchObject({
      ...{ code: 'BUDGET_EXCEEDED', effect: 'none', retryAfterMs: (DAY_MS * 3) / 4 },
    });
    await platform.advance((DAY_MS * 3) / 4);
    await ledger.reserve(owner, story('b', 1000));
  });

  it('returns the money of a generation that died with its server, except for the words that are kept', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const costs = new Map([
      ['stream of dead', 0],
      ['stream of cut', 60],
    ]);
    const { ledger, platform } = ledgerOn(database, {
      spentBy: async ({ stream = '' }) => costs.get(stream),
    });
    for (const id of ['dead', 'cut', 'alive']) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await ledger.reserve(owner, story(id, 300));
    }
    // Their servers may be about to begin.
    await expect(ledger.reserve(owner, story('next', 500))).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
    await platform.advance(61_000);
    await ledger.reserve(owner, story('next', 500));
    const { receipts } = await ledger.read(owner);
    expect(receipts.map(({ id, state, spentMicros }) => [id, state, spentMicros])).toEqual([
      ['next', 'reserved', 0],
      ['alive', 'reserved', 0],
      ['cut', 'ended', 60],
      ['dead', 'ended', 0],
    ]);
    // The generation cost nothing, so it may begin again.
    await ledger.reserve(owner, story('dead', 100));
  });

  it('keeps the receipts of running generations when it removes old ones', async () => {
    const database = await open();
    const owner = await addAccount(database);
    const { ledger, platform } = ledgerOn(database);
    await ledger.reserve(owner, story('a', 100));
    await ledger.reserve(owner, story('b', 100));
    await ledger.settle(owner, story('a', 0), 10);
    await platform.advance(1);
    expect(await ledger.prune(platform.now(), 10)).toBe(1);
    expect((await ledger.read(owner)).receipts.map(({ id }) => id)).toEqual(['b']);
  });

  it('keeps the budgets of two writers apart, also under one id', async () => {
    const database = await open();
    const [mara, noor] = [await addAccount(database), await addAccount(database)];
    const { ledger } = ledgerOn(database);
    await ledger.reserve(mara, story('a', 900));
    await ledger.reserve(noor, story('a', 800));
    await ledger.settle(noor, story('a', 0), 1);
    expect(await ledger.read(mara)).toMatchObject({ reservedMicros: 900, spentMicros: 0 });
    expect(await ledger.read(noor)).toMatchObject({ reservedMicros: 0, spentMicros: 1 });
  });
});

describeOnPostgres('the ledger of two servers on one PostgreSQL', () => {
  it('lets fifty requests at once reserve no more than the budget', async () => {
    const postgres = await createPostgresDatabase(server ?? '');
    onTestFinished(() => postgres.drop());
    const first = await open(postgres.url);
    const second = await open(postgres.url);
    const owner = await addAccount(first);
    await crowd([first, second], owner);
    const { ledger } = ledgerOn(first);
    await ledger.settle(owner, story('0', 0), 7);
    expect(await ledger.read(owner)).toMatchObject({ spentMicros: 7 });
  });
});
