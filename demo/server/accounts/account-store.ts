import { uuidV7, webPlatform } from '@holdfast/core/parts';
import type { StoredSecret } from '@holdfast/server/credentials';
import type { Role } from '../../contract/session.ts';
import type { Selectable } from 'kysely';
import type { AccountTable, Database } from '../database/tables.ts';
import { exactKey, nameKey } from './name-key.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
}

export interface StoredAccount extends Account {
  readonly password: StoredSecret;
}

export interface AccountStore {
  /** The account of a name, in any spelling. */
  find(name: string): Promise<StoredAccount | undefined>;
  /** Makes an account; `undefined` when the name is taken. */
  create(name: string, password: StoredSecret): Promise<Account | undefined>;
  /** The account with an id. */
  byId(id: string): Promise<StoredAccount | undefined>;
  rename(id: string, displayName: string): Promise<void>;
  /** Stores the same password at another cost, unless it was changed meanwhile. */
  rehash(account: StoredAccount, password: StoredSecret): Promise<void>;
  /** Stores another password, unless it was changed meanwhile. Resolves with whether it is stored. */
  changePassword(account: StoredAccount, password: StoredSecret): Promise<boolean>;
  /** The hash with the highest cost. */
  costliest(): Promise<StoredSecret | undefined>;
}

const COLUMNS = ['id', 'name', 'display_name', 'role', 'password', 'name_key'] as const;

export function createAccountStore(database: Database): AccountStore {
  const changePassword: AccountStore['changePassword'] = async (
    { id, password: before },
    password,
  ) => {
    const { numUpdatedRows } = await database
      .updateTable('accounts')
      .set({ password })
      .where('id', '=', id)
      .where('password', '=', before)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  };
  return {
    changePassword,
    async find(name) {
      const exact = exactKey(name);
      const rows = await database
        .selectFrom('accounts')
        .select(COLUMNS)
        .where('name_key', 'in', [exact, nameKey(name)])
        .execute();
      const row = rows.find(({ name_key }) => name_key === exact) ?? rows[0];
      return row && { ...accountOf(row), password: row.password };
    },
    async create(name, password) {
      const row = { id: uuidV7(webPlatform), name, display_name: null, role: 'writer' } as const;
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('accounts')
        .values({
          ...row,
          name_key: nameKey(name),
          password,
          created_at: webPlatform.now(),
        })
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n ? accountOf(row) : undefined;
    },
    async byId(id) {
      const row = await database
        .selectFrom('accounts')
        .select(COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { ...accountOf(row), password: row.password };
    },
    async rename(id, displayName) {
      await database
        .updateTable('accounts')
        .set({ display_name: displayName })
        .where('id', '=', id)
        .execute();
    },
    async rehash(account, password) {
      await changePassword(account, password);
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

/** An account as the rest of the server knows it. */
export function accountOf(
  row: Pick<Selectable<AccountTable>, 'id' | 'name' | 'display_name' | 'role'>,
): Account {
  const { id, name, display_name, role } = row;
  return { id, name, displayName: display_name ?? name, role };
}
