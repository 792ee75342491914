import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startProcess } from '@holdfast/testing/node';

/** The real server of Fireside, on its own data. */
export interface ProvenFireside {
  readonly url: string;
  /** SIGKILL. */
  kill(): Promise<unknown>;
  /** The same server again, on the same data and port. */
  start(): Promise<void>;
  /** How many rows a table has, read past the server. */
  rows(table: string): number;
  dispose(): Promise<void>;
}

const root = path.join(import.meta.dirname, '../..');
const MANY = '1000000';

export async function startFireside(pages: string): Promise<ProvenFireside> {
  const data = await mkdtemp(path.join(tmpdir(), 'fireside-proof-'));
  const start = (port: string) =>
    startProcess({
      command: process.execPath,
      args: ['--conditions=@holdfast/source', 'demo/server/main.ts'],
      cwd: root,
      env: {
        ...{ PORT: port, DATABASE_URL: '', FIRESIDE_DATA: data, FIRESIDE_DIST: pages },
        FIRESIDE_SCRYPT_LOG2_COST: '10',
        // The limits are not the subject; the scenario includes refusals for limits.
        ...{
          FIRESIDE_USER_LIMIT: MANY,
          FIRESIDE_ADDRESS_LIMIT: MANY,
          FIRESIDE_SIGN_IN_LIMIT: MANY,
        },
      },
      readyLine: /^Fireside is at /,
      readyWithinMs: 60_000,
    });
  let server = await start('0');
  const { url } = server;
  const { port } = new URL(url);

  return {
    url,
    kill: () => server.kill('SIGKILL'),
    async start() {
      server = await start(port);
    },
    rows(table) {
      const database = new DatabaseSync(path.join(data, 'fireside.sqlite'), {
        ...{ readOnly: true, timeout: 10_000 },
      });
      try {
        return Number(database.prepare(`select count(*) as count from ${table}`).get()?.['count']);
      } finally {
        database.close();
      }
    },
    async dispose() {
      await server.kill('SIGKILL');
      await rm(data, { recursive: true, force: true });
    },
  };
}
