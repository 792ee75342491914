import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openLimits } from './limits-database.ts';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';

vi.setConfig({ testTimeout: 60_000 });

const taker = path.join(import.meta.dirname, 'limit-taker.ts');

type Taker = ChildProcessByStdio<Writable, Readable, null>;

async function startTaker(address: string): Promise<Taker> {
  const child = spawn(process.execPath, ['--conditions=@holdfast/source', taker, address, '400'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function placesTaken(child: Taker): Promise<number> {
  child.stdin.write('go\n');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(line);
}

async function expectOneLimit(address: string): Promise<void> {
  const first = await openLimits(address);
  await first.close();
  const takers = [await startTaker(address), await startTaker(address)];
  const [left = 0, right = 0] = await Promise.all(takers.map(placesTaken));
  expect(left + right).toBe(60);
}

it('two processes on one SQLite file let exactly as many through as one may', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expectOneLimit(path.join(folder, 'limits.sqlite'));
});

describeOnPostgres('on PostgreSQL', () => {
  it('two processes let exactly as many through as one may', async () => {
    const database = await createPostgresDatabase();
    onTestFinished(() => database.drop());
    await expectOneLimit(database.url);
  });
});
