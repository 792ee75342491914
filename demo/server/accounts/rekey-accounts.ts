import type { Kysely } from 'kysely';
import { exactKey, nameKey } from './name-key.ts';

interface Accounts {
  readonly accounts: {
    readonly id: string;
    readonly name: string;
    readonly name_key: string;
    readonly created_at: number;
  };
}

// oxlint-disable-next-line no-control-regex -- it is the control
const CANNOT_BE_TYPED = /[\p{Cc}\p{Surrogate}]/gu;

/**
 * Gives every account its new key. When several accounts have the same new key, the oldest gets it. The others stay,
 * and the exact spelling of each name still leads to its account. An account whose spelling cannot be typed gets a
 * number behind its name.
 */
export async function rekeyAccounts(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  const accounts = database as Kysely<Accounts>;
  const rows = await accounts
    .selectFrom('accounts')
    .select(['id', 'name'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  // Old keys and new ones must not meet on the way.
  for (const { id } of rows) await setKey(accounts, id, { name_key: `0:${id}` });
  const taken = new Set<string>();
  for (const { id, name } of rows) {
    const { name_key, ...renamed } = freeKey(name, taken);
    taken.add(name_key);
    await setKey(accounts, id, { name_key, ...renamed });
  }
}

function freeKey(
  name: string,
  taken: ReadonlySet<string>,
): { readonly name_key: string; readonly name?: string } {
  const typed = name.replaceAll(CANNOT_BE_TYPED, '');
  const renamed = typed === name ? {} : { name: typed };
  for (const name_key of [nameKey(typed), ...(typed === name ? [exactKey(name)] : [])]) {
    if (!taken.has(name_key)) return { name_key, ...renamed };
  }
  for (let number = 2; ; number += 1) {
    const numbered = `${typed} ${number}`;
    if (!taken.has(nameKey(numbered))) return { name_key: nameKey(numbered), name: numbered };
  }
}

async function setKey(
  accounts: Kysely<Accounts>,
  id: string,
  values: { readonly name_key: string; readonly name?: string },
): Promise<void> {
  await accounts.updateTable('accounts').set(values).where('id', '=', id).execute();
}
