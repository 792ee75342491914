import { uuidV7, webPlatform } from '@holdfast/core';
import type { Database } from '../database/tables.ts';
import { hashPassword, verifyPassword } from './password.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

export interface AccountStore {
  /**
   * Makes an account. When the name is taken and the password is its owner's, that account is given:
   * a sign-up whose answer was lost can then simply be repeated. `undefined` when it is somebody else's.
   */
  signUp(credentials: Credentials): Promise<{ account: Account; created: boolean } | undefined>;
  /** The account, if there is one and the password is right. Takes the same time either way. */
  verify(credentials: Credentials): Promise<Account | undefined>;
}

export function createAccountStore(
  database: Database,
  { scryptLog2Cost }: { readonly scryptLog2Cost: number },
): AccountStore {
  const verify: AccountStore['verify'] = async ({ name, password }) => {
    const row = await database
      .selectFrom('accounts')
      .select(['id', 'name', 'password'])
      .where('name_key', '=', nameKey(name))
      .executeTakeFirst();
    const right = await verifyPassword(password, row?.password, scryptLog2Cost);
    return row && right ? { id: row.id, name: row.name } : undefined;
  };

  return {
    verify,
    async signUp({ name, password }) {
      const account = { id: uuidV7(webPlatform), name };
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('accounts')
        .values({
          ...account,
          name_key: nameKey(name),
          password: await hashPassword(password, scryptLog2Cost),
          created_at: webPlatform.now(),
        })
        .onConflict((conflict) => conflict.column('name_key').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return { account, created: true };
      const owned = await verify({ name, password });
      return owned && { account: owned, created: false };
    },
  };
}

function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
