import { createAccountStore } from './accounts/account-store.ts';
import { openConfiguration } from './configuration.ts';
import { openDatabase } from './database/open-database.ts';
import { CannotStart } from './start/cannot-start.ts';
import { readSettings } from './start/settings.ts';

/** `npm run admin -- <name>` makes an account an administrator, and with `--undo` a writer again. */
async function makeAdmin(): Promise<string> {
  const words = process.argv.slice(2);
  const role = words.includes('--undo') ? 'writer' : 'admin';
  const name = words.filter((word) => word !== '--undo').join(' ');
  if (name === '') throw new CannotStart('Name the account: npm run admin -- "Ann Writer".');
  const live = await openConfiguration(() => readSettings(process.env));
  const database = await openDatabase({ ...live.getSnapshot(), isShared: true });
  try {
    const account = await createAccountStore(database).find(name);
    if (!account) throw new CannotStart(`Fireside has no account with the name "${name}".`);
    await database.updateTable('accounts').set({ role }).where('id', '=', account.id).execute();
    return role === 'admin'
      ? `${account.name} is an administrator now.`
      : `${account.name} is a writer now.`;
  } finally {
    await database.destroy();
  }
}

try {
  process.stdout.write(`${await makeAdmin()}\n`);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
