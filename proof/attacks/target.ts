import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startProcess } from '@holdfast/testing/node';
import { type Answer, ask, type Question } from './ask.ts';

/**
 * A real Fireside with its real limits and a database file of its own, as an attacker and its operator see
 * it.
 */
export interface Target {
  readonly pid: number;
  readonly port: number;
  readonly pages: string;
  ask(question: Question): Promise<Answer>;
  /** Opens a connection from a loopback address. A test may send any bytes on it. */
  dial(from?: string): Promise<Socket>;
  /** The result of a query that does not pass through the server. */
  query(statement: string): readonly Readonly<Record<string, unknown>>[];
  /** The size of the database with all its files. */
  storedBytes(): Promise<number>;
  stop(): Promise<void>;
}

const demo = path.join(import.meta.dirname, '../../demo');

export async function startTarget(
  settings: Readonly<Record<string, string>> = {},
): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fireside-attacked-'));
  const fireside = await startProcess({
    command: process.execPath,
    args: ['--conditions=@holdfast/source', path.join(demo, 'server/main.ts')],
    env: { PORT: '0', HOST: '0.0.0.0', FIRESIDE_DATA: folder, DATABASE_URL: '', ...settings },
    readyLine: /^Fireside is at /,
  });
  const port = Number(new URL(fireside.url).port);
  const file = path.join(folder, 'fireside.sqlite');
  return {
    pid: fireside.pid,
    port,
    pages: path.join(demo, 'dist'),
    ask: (question) => ask(port, question),
    async dial(from = '127.0.0.1') {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from });
      // The server may reset the connection at any time, as it should.
      socket.on('error', () => {});
      await once(socket, 'connect');
      return socket;
    },
    query(statement) {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
      try {
        return database.prepare(statement).all();
      } finally {
        database.close();
      }
    },
    async storedBytes() {
      const sizes = await Promise.all(
        [file, `${file}-wal`].map((name) =>
          stat(name).then(
            ({ size }) => size,
            () => 0,
          ),
        ),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async stop() {
      await fireside.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
