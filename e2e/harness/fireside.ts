import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCutProxy, type CutProxy, startProcess } from '@holdfast/testing/node';
import { createDatabaseReader, type DatabaseReader } from './database-reader.ts';

/** A whole Fireside: the real server on its own data, and the line to it, which can be cut. */
export interface Fireside {
  /** Where browsers find it; the same for its whole life. */
  readonly url: string;
  readonly line: CutProxy;
  /** Where the server listens behind the line; free while it is stopped. */
  readonly port: number;
  readonly database: DatabaseReader;
  /** Takes all characters out past the server, as if it had been put back to an older copy. */
  forgetCharacters(): void;
  /** Says past the server how many bytes every account keeps already. */
  fillAccounts(bytes: number): void;
  /** Starts the server again where it was, on the data it left. */
  start(): Promise<void>;
  /** Asks the server to finish. */
  stop(): Promise<void>;
  /** SIGKILL: whatever the server had not committed is gone. */
  kill(): Promise<void>;
  dispose(): Promise<void>;
}

const root = path.join(import.meta.dirname, '../..');

export async function startFireside(): Promise<Fireside> {
  const data = await mkdtemp(path.join(tmpdir(), 'fireside-data-'));
  const startServer = (port: string) =>
    startProcess({
      command: process.execPath,
      args: ['--conditions=@holdfast/source', 'demo/server/main.ts'],
      cwd: root,
      env: {
        PORT: port,
        FIRESIDE_DATA: data,
        // Passwords of tests guard nothing.
        FIRESIDE_SCRYPT_LOG2_COST: '10',
        // A test asks more in a second than a person in a minute.
        FIRESIDE_USER_LIMIT: '100000',
        FIRESIDE_ADDRESS_LIMIT: '100000',
        FIRESIDE_SIGN_IN_LIMIT: '100000',
      },
      readyLine: /^Fireside is at /,
    });

  const file = path.join(data, 'fireside.sqlite');
  let server = await startServer('0');
  const { port } = new URL(server.url);
  const line = await createCutProxy({ target: server.url });

  return {
    url: line.url,
    line,
    port: Number(port),
    database: createDatabaseReader(file),
    forgetCharacters() {
      const database = new DatabaseSync(file);
      database.exec('delete from characters');
      database.close();
    },
    fillAccounts(bytes) {
      const database = new DatabaseSync(file);
      database.prepare('update accounts set bytes = ?').run(bytes);
      database.close();
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
