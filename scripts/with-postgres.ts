// `npm run postgres -- <command>` runs a command with a PostgreSQL at hand; its tests use it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DATABASE_URL_VARIABLE, startPostgres } from './postgres.ts';

const postgres = await startPostgres();
if (postgres === undefined) {
  console.log('No PostgreSQL on this machine: its tests are left out, those of SQLite are not.');
}
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, ...(postgres && { [DATABASE_URL_VARIABLE]: postgres.url }) },
});
process.on('exit', () => child.kill());
const [code] = (await once(child, 'exit')) as [number | null];
postgres?.stop();
process.exitCode = code ?? 1;
