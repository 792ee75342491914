import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { ownedTables } from './accounts/account-data.ts';
import { openDatabase } from './database/open-database.ts';
import type { Database } from './database/tables.ts';
import { firesideOfThisFile } from './testing/fireside-process.ts';
import { giveEverything, ownedIds, secrets, sendAs } from './testing/everything-of.ts';
import { withoutSession, ofTheSession, type OwnedIds, trials } from './testing/owner-trials.ts';
import { routeTable } from './testing/route-table.ts';
import { signUp, type Writer } from './testing/writer.ts';

const postgres = process.env['HOLDFAST_TEST_DATABASE_URL'];

describe('on SQLite', () => {
  onOne(async () => undefined);
});
const describePostgres =
  postgres === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;
describePostgres('on PostgreSQL', () => {
  onOne(() => createPostgresDatabase(postgres ?? ''));
});

function onOne(
  create: () => Promise<{ readonly url: string; drop(): Promise<void> } | undefined>,
): void {
  const leave: (() => Promise<unknown>)[] = [];
  let database: Database;
  const fireside = firesideOfThisFile(async (folder) => {
    const server = await create();
    const databaseUrl = server?.url;
    const dataFolder = path.join(folder, 'data');
    database = await openDatabase({ dataFolder, busyTimeoutMs: 5000, databaseUrl, isShared: true });
    leave.push(
      async () => server?.drop(),
      () => database.destroy(),
    );
    return {
      FIRESIDE_GENERATOR_WORDS_PER_SECOND: '1000',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    };
  });
  afterAll(async () => {
    for (const step of leave.toReversed()) await step();
  });
  let owner: Writer;
  let owned: OwnedIds;
  beforeAll(async () => {
    owner = await signUp(fireside().url, 'Ann Writer');
    owned = await giveEverything(owner);
  });

  it('knows every route of the app', async () => {
    const known = [...trials.keys(), ...ofTheSession, ...Object.keys(withoutSession)];
    expect(await routeTable(database)).toEqual(known.toSorted());
  });

  it("answers another writer's ids on every route as it answers ids that no writer has, and changes nothing", async () => {
    const receipts = (): Promise<readonly { state: string }[]> =>
      database.selectFrom('receipts').select('state').execute();
    // The generator writes on for a moment.
    await expect.poll(receipts).not.toContainEqual({ state: 'reserved' });
    const before = await everythingOf(database, owner.subject);
    expect(before.length).toBeGreaterThan(10);
    const [curious, mistaken] = [
      await signUp(fireside().url, 'Ben Curious'),
      await signUp(fireside().url, 'Ben Mistaken'),
    ];
    const unknown = ownedIds();
    const told: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const route of trials.keys()) {
      told[route] = await answerOf(await run(curious, route, owned));
      expected[route] = await answerOf(await run(mistaken, route, unknown));
      for (const secret of secrets) expect(told[route]).not.toContain(secret);
    }
    expect(told).toEqual(expected);
    expect(await everythingOf(database, owner.subject)).toEqual(before);
  });

  it('gives a writer no data of another writer on the routes without an id', async () => {
    const writer = await signUp(fireside().url, 'Ben Other');
    for (const route of ofTheSession.filter((one) => one.startsWith('GET'))) {
      const answer = await writer.fetch(route.slice('GET '.length));
      const text = await answer.text();
      expect([route, answer.status]).toEqual([route, 200]);
      const words = [...secrets, ...Object.values(owned), owner.subject];
      expect([route, words.filter((word) => text.includes(word))]).toEqual([route, []]);
    }
  });

  it('lets no one in without a session', async () => {
    const nobody = {
      fetch: (address: string, init?: RequestInit) => fetch(fireside().url + address, init),
    } as Pick<Writer, 'fetch'>;
    for (const route of trials.keys()) {
      expect([route, (await run(nobody, route, owned)).status]).toEqual([route, 401]);
    }
    for (const route of ofTheSession) {
      const [method = '', address = ''] = route.split(' ');
      const { status } = await sendAs(nobody, [method, address], method === 'GET' ? undefined : {});
      expect([route, status]).toEqual([route, 401]);
    }
  });

  it('binds a picture that a browser keeps to the session that asked for it', async () => {
    const picture = await owner.fetch(`/api/portraits/${owned.portrait}`);
    expect(picture.headers.get('cache-control')).toContain('private');
    expect(picture.headers.get('vary')).toContain('Cookie');
  });

  it('knows an id in capitals as the same, in every path, query and body, and stores it in small letters', async () => {
    const writer = await signUp(fireside().url, 'Cy Loud');
    const { stream, ...ids } = await giveEverything(writer);
    const loud = Object.entries(ids).map(([name, id]) => [name, id.toUpperCase()]);
    const all = { ...(Object.fromEntries(loud) as unknown as OwnedIds), stream };
    for (const [route, { owner: wanted }] of trials) {
      const answer = await run(writer, route, all);
      await answer.body?.cancel();
      expect([route, wanted ? answer.status : answer.ok]).toEqual([route, wanted?.status ?? true]);
      const stored = (await everythingOf(database, writer.subject)).join();
      expect([route, loud.filter(([, id = '']) => stored.includes(id))]).toEqual([route, []]);
    }
  });

  // Without this, the same answer could mean that the request is wrong.
  it('accepts each of these requests from the owner', async () => {
    const refused: string[] = [];
    for (const [route, { owner: wanted }] of trials) {
      const answer = await run(owner, route, owned);
      const isGood = wanted ? answer.status === wanted.status : answer.ok;
      if (!isGood) refused.push(`${route}: ${answer.status} ${await answer.text()}`);
      else await answer.body?.cancel();
    }
    expect(refused).toEqual([]);
  });
}

function run(writer: Pick<Writer, 'fetch'>, route: string, ids: OwnedIds): Promise<Response> {
  const trial = trials.get(route);
  if (!trial) throw new Error(`There is no trial of ${route}.`);
  const [method = ''] = route.split(' ');
  return sendAs(writer, [method, trial.place(ids)], trial.body?.(ids), trial.headers);
}

/** An answer without its ids and times, which differ each time. */
async function answerOf(answer: Response): Promise<string> {
  const text = await answer.text();
  const plain = text
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, 'ID')
    .replaceAll(/\b\d{13}\b/g, 'TIME')
    .replaceAll(/"incidentId":"[^"]*"/g, '"incidentId"');
  return `${answer.status} ${plain}`;
}

/** All rows that belong to an account, as text. */
async function everythingOf(database: Database, account: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await ownedTables(database)) {
    const rows = await database
      .selectFrom(table as 'characters')
      .selectAll()
      .where('account_id', '=', account)
      .execute();
    found.push(...rows.map((row) => `${table} ${JSON.stringify(row, plain)}`));
  }
  return found.toSorted();
}

const plain = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? `${value.byteLength} bytes` : value;
