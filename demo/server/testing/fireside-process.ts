import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type RunningProcess, startProcess } from '@holdfast/testing/node';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const main = path.join(import.meta.dirname, '../main.ts');
// Long enough for a busy machine, and short enough to find a server that hangs.
const START_MS = 30_000;

export const mainArguments: readonly string[] = ['--conditions=@holdfast/source', main];

/** The real server on its own data. */
export interface FiresideProcess extends RunningProcess {
  readonly dataFolder: string;
  /** How many rows the tables hold, read past the server. */
  rows(...tables: readonly string[]): readonly number[];
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fireside-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** For one test: the server and its data are gone when the test is over. */
export async function startFireside(
  env: Readonly<Record<string, string>> = {},
): Promise<FiresideProcess> {
  const fireside = await launch(env['FIRESIDE_DATA'] ?? (await temporaryFolder()), env);
  onTestFinished(() => void fireside.kill('SIGKILL'));
  return fireside;
}

/** For all tests of a file: call it where the file is described. */
export function firesideOfThisFile(
  prepare: (folder: string) => Promise<Readonly<Record<string, string>>> = async () => ({}),
): () => FiresideProcess {
  let folder = '';
  let fireside: FiresideProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fireside-'));
    fireside = await launch(path.join(folder, 'data'), await prepare(folder));
  }, START_MS);
  afterAll(async () => {
    await fireside?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!fireside) throw new Error('Fireside has not started.');
    return fireside;
  };
}

async function launch(
  dataFolder: string,
  env: Readonly<Record<string, string>>,
): Promise<FiresideProcess> {
  const running = await startProcess({
    command: process.execPath,
    args: mainArguments,
    env: {
      PORT: '0',
      FIRESIDE_DATA: dataFolder,
      // A PostgreSQL of the machine itself, if there is one, is not for tests.
      DATABASE_URL: '',
      // Passwords of tests guard nothing.
      FIRESIDE_SCRYPT_LOG2_COST: '10',
      // A test asks more in a second than a person in a minute.
      FIRESIDE_USER_LIMIT: '1000',
      FIRESIDE_ADDRESS_LIMIT: '1000',
      FIRESIDE_SIGN_IN_LIMIT: '1000',
      ...env,
    },
    readyLine: /^Fireside is at /,
    readyWithinMs: START_MS,
  });
  return {
    ...running,
    dataFolder,
    rows(...tables) {
      const file = path.join(dataFolder, 'fireside.sqlite');
      const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
      try {
        return tables.map((table) => database.prepare(`select 1 from ${table}`).all().length);
      } finally {
        database.close();
      }
    },
  };
}

/** Waits until a server says that it is ready: a busy machine may let the first check take its time. */
export async function becomesReady(url: string): Promise<void> {
  await expect
    .poll(() => fetch(`${url}/api/healthz`).then(({ status }) => status), { timeout: 20_000 })
    .toBe(200);
}
