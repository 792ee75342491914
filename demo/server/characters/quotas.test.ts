import { randomUUID } from 'node:crypto';
import { isFailure } from '@holdfast/core';
import type { StoredSecret } from '@holdfast/server/credentials';
import { transact } from '@holdfast/server/sql';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../database/open-database.ts';
import type { Database } from '../database/tables.ts';
import { temporaryFolder } from '../testing/fireside-process.ts';
import { draft } from '../testing/writer.ts';
import { saveCharacter } from './character-store.ts';
import { addNote } from './note-store.ts';
import { preconditionOf } from './precondition.ts';
import { CHARACTER_QUOTAS, type CharacterQuotas } from './quotas.ts';

const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => (isFailure(error, 'ACCOUNT_FULL') ? error.details : error),
  );

async function setUp(given: Partial<CharacterQuotas>) {
  const database: Database = await openDatabase({
    dataFolder: await temporaryFolder(),
    busyTimeoutMs: 0,
  });
  onTestFinished(() => database.destroy());
  const quotas = { ...CHARACTER_QUOTAS, ...given };
  const [mara, noor] = [randomUUID(), randomUUID()];
  for (const id of [mara, noor]) {
    const password = '' as unknown as StoredSecret;
    const account = { id, name: id, name_key: id, password, created_at: 1 };
    await database.insertInto('accounts').values(account).execute();
  }
  const save = (
    id: string,
    { account = mara, backstory = '', basedOn = '' } = {},
  ): Promise<unknown> => {
    const condition: Record<string, string> = basedOn === '' ? {} : { 'if-match': `"${basedOn}"` };
    const character = { ...draft, id, backstory, revision: randomUUID() };
    return refusal(
      transact(database, async (transaction) => {
        const precondition = preconditionOf(new Headers(condition));
        await saveCharacter(
          transaction,
          account,
          { ...character, temperament: 'melancholic' },
          precondition,
          quotas,
        );
      }),
    );
  };
  const note = (characterId: string, text = 'hi'): Promise<unknown> =>
    refusal(transact(database, (t) => addNote(t, mara, { characterId, text }, quotas)));
  const bytes = async (): Promise<number> =>
    (
      await database
        .selectFrom('accounts')
        .select('bytes')
        .where('id', '=', mara)
        .executeTakeFirstOrThrow()
    ).bytes;
  return { database, save, note, bytes, noor };
}

it('stores a limited number of characters for an account, and still accepts changes of them', async () => {
  const { save, noor, database } = await setUp({ characters: 2 });
  const ids = [randomUUID(), randomUUID()];
  for (const id of ids) expect(await save(id)).toBeUndefined();
  expect(await save(randomUUID())).toEqual({ what: 'characters', limit: 2 });
  const { revision } = await database
    .selectFrom('characters')
    .select('revision')
    .where('id', '=', ids[0] ?? '')
    .executeTakeFirstOrThrow();
  expect(await save(ids[0] ?? '', { basedOn: revision, backstory: 'more' })).toBeUndefined();
  expect(await save(randomUUID(), { account: noor })).toBeUndefined();
});

it('stores a limited number of notes on one character, and on all characters', async () => {
  const { save, note } = await setUp({ notesPerCharacter: 2, notes: 3 });
  const [ada, bo] = [randomUUID(), randomUUID()];
  for (const id of [ada, bo]) await save(id);
  await note(ada);
  await note(ada);
  expect(await note(ada)).toEqual({ what: 'notes-per-character', limit: 2 });
  expect(await note(bo)).toBeUndefined();
  expect(await note(bo)).toEqual({ what: 'notes', limit: 3 });
});

it('stores a limited number of bytes, and lets a text become shorter even without room', async () => {
  const { save, bytes, database } = await setUp({ bytes: 1000 });
  const id = randomUUID();
  expect(await save(id, { backstory: 'é'.repeat(300) })).toBeUndefined();
  const before = await bytes();
  expect(before).toBeGreaterThan(700);
  expect(await save(randomUUID(), { backstory: 'é'.repeat(200) })).toEqual({
    what: 'bytes',
    limit: 1000,
  });
  expect(await bytes()).toBe(before);
  await database.updateTable('accounts').set({ bytes: 5000 }).execute();
  const { revision } = await database
    .selectFrom('characters')
    .select('revision')
    .executeTakeFirstOrThrow();
  expect(await save(id, { basedOn: revision, backstory: 'short' })).toBeUndefined();
  expect(await bytes()).toBe(5000 - 600 + 5);
});

it('accepts no more than the limit when many writes come at once', async () => {
  const { save, note } = await setUp({ notes: 5 });
  const id = randomUUID();
  await save(id);
  const answers = await Promise.all(Array.from({ length: 12 }, () => note(id)));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(5);
});
