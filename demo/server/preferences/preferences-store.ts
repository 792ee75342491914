import type { Transaction } from 'kysely';
import {
  changed,
  DEFAULT_PREFERENCES,
  type Preferences,
  PreferencesChange,
} from '../../contract/preferences.ts';
import { holdAccount } from '../characters/hold-account.ts';
import type { Database, Tables } from '../database/tables.ts';

/** The preferences of an account. They need no quota: an account has one row of a bounded size. */
export async function readPreferences(
  database: Database | Transaction<Tables>,
  owner: string,
): Promise<Preferences> {
  const row = await database
    .selectFrom('preferences')
    .select('chosen')
    .where('account_id', '=', owner)
    .executeTakeFirst();
  return changed(DEFAULT_PREFERENCES, row ? parse(row.chosen) : {});
}

/** Changes the given preferences, and leaves the others. */
export async function changePreferences(
  transaction: Transaction<Tables>,
  owner: string,
  change: PreferencesChange,
): Promise<Preferences> {
  // Two devices change two preferences at once: the later change adds to the earlier one.
  await holdAccount(transaction, owner, 0, Infinity);
  const preferences = changed(await readPreferences(transaction, owner), change);
  const chosen = JSON.stringify(preferences);
  await transaction
    .insertInto('preferences')
    .values({ account_id: owner, chosen })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ chosen }))
    .execute();
  return preferences;
}

/**
 * A row of another version may have preferences that this server does not know; it reads the others. A damaged row has
 * none, so that its writer can choose anew.
 */
function parse(chosen: string): PreferencesChange {
  const found = jsonOf(chosen);
  const known: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(PreferencesChange.shape)) {
    const value = schema.safeParse(Reflect.get(Object(found), name));
    if (value.success && value.data !== undefined) known[name] = value.data;
  }
  return known;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
