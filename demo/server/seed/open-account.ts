import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createCredentials, createHashing } from '@holdfast/server/credentials';
import { createThreatGuard, memoryThreatStore } from '@holdfast/server/threats';
import { createAccountStore } from '../accounts/account-store.ts';
import { nameKey } from '../accounts/name-key.ts';
import { requireGoodPassword } from '../accounts/new-password.ts';
import type { Database } from '../database/tables.ts';

const isTaken = async (): Promise<boolean> => false;

export interface OpenedAccount {
  readonly id: string;
  readonly isNew: boolean;
}

/** The account of a name. It makes the account, with this password, when there is none. */
export async function openAccount(
  database: Database,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<OpenedAccount> {
  const accounts = createAccountStore(database);
  const found = await accounts.find(name);
  if (found) return { id: found.id, isNew: false };
  requireGoodPassword({ name, password });
  const hashing = createHashing();
  try {
    const guard = createThreatGuard({ store: memoryThreatStore(), nameKey });
    const request = new Request('http://127.0.0.1/');
    guard.locate(request, '127.0.0.1');
    const credentials = createCredentials({ guard, hashing });
    const secret = await credentials.register(request, { name, secret: password, isTaken });
    const account = secret && (await accounts.create(name, secret.stored));
    if (!account) throw new Failure(catalogue.CONFLICT);
    await secret.made(account.id);
    return { id: account.id, isNew: true };
  } finally {
    await hashing.close();
  }
}
