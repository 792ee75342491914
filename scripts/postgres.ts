import { spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export interface Postgres {
  /** The address of a database. Its user may create others. */
  readonly url: string;
  /** Ends the server that `startPostgres` started. It leaves a server alone that was already running. */
  stop(): void;
}

export interface StartOptions {
  /** Whether a commit waits for the disk, as in production. Tests do not try power cuts. @default false */
  readonly sync?: boolean;
}

/** Where the tests and proofs find PostgreSQL. */
export const DATABASE_URL_VARIABLE = 'HOLDFAST_TEST_DATABASE_URL';

/**
 * A PostgreSQL for tests. It takes the one named in the environment, else one that answers on this machine,
 * else it starts one in a temporary folder; where `CI` is set it installs the binaries first. Returns
 * `undefined` where it finds none; where `CI` is set, it throws instead.
 */
export async function startPostgres({ sync = false }: StartOptions = {}): Promise<
  Postgres | undefined
> {
  const given = process.env[DATABASE_URL_VARIABLE] ?? process.env['DATABASE_URL'];
  if (given !== undefined) {
    if (await answers(given)) return { url: given, stop: () => {} };
    throw new Error(`No PostgreSQL answers at ${new URL(given).host}.`);
  }
  const local = 'postgres://postgres@127.0.0.1:5432/postgres';
  if (await answers(local)) return { url: local, stop: () => {} };
  const inCi = process.env['CI'] === 'true';
  if (inCi && findBinaries() === undefined) installBinaries();
  const binaries = findBinaries();
  if (binaries !== undefined) return startCluster(binaries, sync);
  if (inCi) throw new Error('PostgreSQL could not be installed, and without it CI proves less.');
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function findBinaries(): string | undefined {
  const byVersion = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted((left, right) =>
    left.localeCompare(right, 'en', { numeric: true }),
  );
  const newest = byVersion.at(-1);
  if (newest !== undefined) return path.dirname(newest);
  const { status, stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function installBinaries(): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log('Getting a PostgreSQL to test on …');
  for (const words of ['update -qq', 'install -y -qq --no-install-recommends postgresql']) {
    spawnSync('apt-get', words.split(' '), { env: environment });
  }
}

async function startCluster(binaries: string, sync: boolean): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-postgres-'));
  const asOwner = ownerOf(folder);
  const control = (...words: readonly string[]): void => {
    const [command, ...args] = [...asOwner, path.join(binaries, words[0] ?? ''), ...words.slice(1)];
    // A server that inherited a pipe would keep it open, and spawnSync would wait for the end of the pipe.
    const { status } = spawnSync(command ?? '', args, { cwd: folder, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${words[0]} failed; see ${folder}`);
  };
  const data = path.join(folder, 'data');
  const port = await freePort();
  control('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c max_connections=200 -c unix_socket_directories='' ${sync ? '' : '-F'}`;
  control('pg_ctl', 'start', '-w', '-D', data, '-l', path.join(folder, 'log'), '-o', settings);
  const stop = (): void => {
    process.off('exit', stop);
    control('pg_ctl', 'stop', '-m', 'immediate', '-D', data);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

/** The words before a command that make another user run it: PostgreSQL refuses to run as root. */
function ownerOf(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const { stdout } = spawnSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' });
  const [user = 0, group = 0] = stdout.split(':').slice(2, 4).map(Number);
  chownSync(folder, user, group);
  return ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups'];
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
