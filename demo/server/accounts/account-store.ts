import { uuidV7, webPlatform } from '@holdfast/core/parts';
import type { StoredSecret } from '@holdfast/server/credentials';
import type { Database } from '../database/tables.ts';
import { exactKey, nameKey } from './name-key.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
}

export interface StoredAccount extends Account {
  readonly password: StoredSecret;
}

export interface AccountStore {
  /** The account of a name, in any spelling. */
  find(name: string): Promise<StoredAccount | undefined>;
  /** Makes an account; `undefined` when the name is taken. */
  create(name: string, password: StoredSecret): Promise<Account | undefined>;
  /** Stores the same password at another cost, unless it was changed meanwhile. */
  rehash(account: StoredAccount, password: StoredSecret): Promise<void>;
  /** The costliest hash there is. */
  costliest(): Promise<StoredSecret | undefined>;
}

export function createAccountStore(database: Database): AccountStore {
  return {
    async find(name) {
      const exact = exactKey(name);
      const rows = await database
        .selectFrom('accounts')
        .select(['id', 'name', 'password', 'name_key'])
        .where('name_key', 'in', [exact, nameKey(name)])
        .execute();
      const row = rows.find(({ name_key }) => name_key === exact) ?? rows[0];
      return row && { id: row.id, name: row.name, password: row.password };
    },
    async create(name, password) {
      const account = { id: uuidV7(webPlatform), name };
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('accounts')
        .values({
          ...account,
          name_key: nameKey(name),
          password,
          created_at: webPlatform.now(),
        })
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n ? account : undefined;
    },
    async rehash({ id, password: before }, password) {
      await database
        .updateTable('accounts')
        .set({ password })
        .where('id', '=', id)
        .where('password', '=', before)
        .execute();
    },
    async costliest() {
      // Costs have two digits, so the last in order of text is the costliest.
      const row = await database
        .selectFrom('accounts')
        .select((select) => select.fn.max('password').as('password'))
        .executeTakeFirst();
      return row?.password ?? undefined;
    },
  };
}
