import type { Kysely } from 'kysely';

type Row = Readonly<Record<string, unknown>>;

/** One row of every table of Fireside's own, with every column that a version of it ever had. */
function rowsOf(name: string): Readonly<Record<string, Row>> {
  const account_id = `account of ${name}`;
  const mine = (what: string): string => `${what} of ${name}`;
  return {
    accounts: {
      ...{ id: account_id, name, name_key: name.toLowerCase(), password: 'hash', created_at: 1 },
      ...{ bytes: 12, role: 'writer', display_name: null },
    },
    sessions: {
      ...{ token_hash: mine('token'), account_id, created_at: 2, expires_at: 3 },
    },
    characters: {
      ...{ account_id, id: mine('character'), name: 'Ada', role: 'poet', temperament: 'sanguine' },
      ...{ traits: '["né"]', backstory: 'Once 🦊', saved_at: 4, revision: 'r1' },
      ...{ look: null, portrait_id: null },
    },
    notes: {
      ...{ id: mine('note'), account_id, character_id: mine('character'), text: 'Ships.' },
      ...{ written_at: 5, sent_as: mine('entry') },
    },
    secrets: { name: mine('secret'), value: 'hush' },
    receipts: {
      ...{ account_id, id: mine('receipt'), what: 'story', title: 'The lamp', state: 'ended' },
      ...{ reserved_micros: 900, spent_micros: 412, day: 6, at: 7, stream_id: mine('stream') },
    },
    stories: {
      ...{ account_id, id: mine('story'), title: 'The lamp', setting: 'An island.', tone: 'wry' },
      ...{ length: 'short', character_ids: '[]', revision: 's1', saved_at: 8, bytes: 600 },
      deleted_at: null,
    },
    chapters: {
      ...{ account_id, story_id: mine('story'), id: mine('chapter'), title: 'One' },
      ...{ chosen_take_id: mine('take'), revision: 'c1' },
    },
    takes: {
      ...{ account_id, chapter_id: mine('chapter'), id: mine('take'), origin: 'generated' },
      ...{ parent_id: null, state: 'interrupted', text: 'Once there', words: 2, prompt: 'A lamp' },
      ...{ stream_id: mine('stream'), based_on: '1', made_at: 9 },
    },
    portraits: {
      ...{ account_id, id: mine('portrait'), character_id: mine('character'), look: '{}' },
      ...{
        type: 'image/svg+xml',
        bytes: new TextEncoder().encode('<svg/>'),
        made_at: 10,
        cost: 4000,
      },
    },
    gone_characters: { account_id, id: mine('gone character'), name: 'Bo', gone_at: 11 },
    relationships: {
      ...{ account_id, id: mine('relationship'), between: 'characters', kind: 'friend' },
      ...{ from_id: mine('character'), to_id: mine('character'), weight: 3, note: 'né' },
      ...{ revision: 'b1', saved_at: 12 },
    },
    preferences: { account_id, chosen: '{"theme":"dark"}' },
    metric_minutes: {
      ...{ minute: 13, measure: mine('measure'), operation: 'story.save', detail: '', count: 14 },
    },
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- the tables of an earlier version
type AnyDatabase = Kysely<any>;

/** The tables of Fireside's own that a database has, with the columns that are not counted by the database itself. */
export async function tablesOf(
  database: AnyDatabase,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await database.introspection.getTables();
  const own = tables.filter(({ name }) => !name.startsWith('holdfast_'));
  return new Map(
    own.map(({ name, columns }) => [
      name,
      columns.map((column) => column.name).filter((column) => column !== 'position'),
    ]),
  );
}

/**
 * Writes a row into every table that the database has. Returns the rows. Throws for a table or a column that has no
 * value above: each step that makes one adds it there.
 */
export async function writeEveryTable(
  database: AnyDatabase,
  name: string,
): Promise<ReadonlyMap<string, Row>> {
  const tables = await tablesOf(database);
  const rows = rowsOf(name);
  for (const table of tables.keys()) {
    if (!rows[table]) throw new Error(`Give the table ${table} a row in rows-of-every-table.ts`);
  }
  const written = new Map<string, Row>();
  for (const [table, row] of Object.entries(rows)) {
    const columns = tables.get(table);
    if (!columns) continue;
    const missing = columns.filter((column) => !(column in row));
    if (missing.length > 0) throw new Error(`Give ${missing.join()} of ${table} a value`);
    const values = Object.fromEntries(columns.map((column) => [column, row[column]]));
    // oxlint-disable-next-line no-await-in-loop -- a row may need an earlier one
    await database.insertInto(table).values(values).execute();
    written.set(table, values);
  }
  return written;
}

/** The rows of a table, as far as these columns go. */
export async function readTable(
  database: AnyDatabase,
  table: string,
  columns: readonly string[],
): Promise<readonly Row[]> {
  const rows: readonly Row[] = await database
    .selectFrom(table)
    .select([...columns])
    .execute();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(plain)));
}

/** The two databases give bytes in different classes. */
const plain = ([column, value]: readonly [string, unknown]): readonly [string, unknown] => [
  column,
  value instanceof Uint8Array ? new Uint8Array(value) : value,
];
