import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCutProxy, type CutProxy, startProcess } from '@holdfast/testing/node';
import { createDatabaseReader, type DatabaseReader } from './database-reader.ts';

/** A whole Fireside: the real server with its own data, and the line to it, which a test can cut. */
export interface Fireside {
  /** The address for browsers. It stays the same. */
  readonly url: string;
  readonly line: CutProxy;
  /** The address of the server behind the line. The port is free while the server is stopped. */
  readonly port: number;
  readonly database: DatabaseReader;
  /** Removes all characters behind the back of the server, as if an operator had restored an older copy. */
  forgetCharacters(): void;
  /** Sets behind the back of the server how many bytes every account has stored. */
  fillAccounts(bytes: number): void;
  /** Lets the time of every session run out, behind the back of the server. */
  expireSessions(): void;
  /** Makes every account an administrator. */
  makeAdmins(): void;
  /** Starts the server again at the same place, with the data that it left. */
  start(): Promise<void>;
  /** Asks the server to stop. */
  stop(): Promise<void>;
  /** SIGKILL: everything that the server had not committed is gone. */
  kill(): Promise<void>;
  dispose(): Promise<void>;
}

const root = path.join(import.meta.dirname, '../..');

/** Starts it with the settings that the tests need; `more` are others, or other values. */
export async function startFireside(
  more: Readonly<Record<string, string>> = {},
): Promise<Fireside> {
  const data = await mkdtemp(path.join(tmpdir(), 'fireside-data-'));
  const startServer = (port: string) =>
    startProcess({
      command: process.execPath,
      args: ['--conditions=@holdfast/source', 'demo/server/main.ts'],
      cwd: root,
      env: {
        // A build that ran in this process has set it to production.
        NODE_ENV: 'test',
        PORT: port,
        FIRESIDE_DATA: data,
        // The passwords of tests protect nothing.
        FIRESIDE_SCRYPT_LOG2_COST: '10',
        // A test sends more requests in a second than a user in a minute.
        FIRESIDE_USER_LIMIT: '100000',
        FIRESIDE_ADDRESS_LIMIT: '100000',
        FIRESIDE_SIGN_IN_LIMIT: '100000',
        ...more,
      },
      readyLine: /^Fireside is at /,
      // A busy machine may take its time; a server that hangs is found all the same.
      readyWithinMs: 60_000,
    });

  const file = path.join(data, 'fireside.sqlite');
  let server = await startServer('0');
  const { port } = new URL(server.url);
  const line = await createCutProxy({ target: server.url });
  const withDatabase = (work: (database: DatabaseSync) => unknown): void => {
    // The server may be writing at this moment.
    const database = new DatabaseSync(file, { timeout: 10_000 });
    try {
      work(database);
    } finally {
      database.close();
    }
  };

  return {
    url: line.url,
    line,
    port: Number(port),
    database: createDatabaseReader(file),
    forgetCharacters() {
      withDatabase((database) => database.exec('delete from characters'));
    },
    fillAccounts(bytes) {
      withDatabase((database) => database.prepare('update accounts set bytes = ?').run(bytes));
    },
    expireSessions() {
      withDatabase((database) => database.exec('update sessions set expires_at = 1'));
    },
    makeAdmins() {
      withDatabase((database) => database.exec("update accounts set role = 'admin'"));
    },
    async start() {
      server = await startServer(port);
    },
    async stop() {
      await server.kill('SIGTERM');
    },
    async kill() {
      await server.kill('SIGKILL');
    },
    async dispose() {
      await line.close();
      await server.kill('SIGKILL');
      await rm(data, { recursive: true, force: true });
    },
  };
}
