import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openNotes } from './notes-database.ts';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';

vi.setConfig({ testTimeout: 120_000 });

const doomed = path.join(import.meta.dirname, 'doomed-payer.ts');

function pay(address: string, provider: string, stage: string): ReturnType<typeof spawnSync> {
  return spawnSync(
    process.execPath,
    ['--conditions=@holdfast/source', doomed, address, provider, stage],
    { encoding: 'utf8' },
  );
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const stages: [string, number][] = [
  ['before it paid', 1],
  ['after it paid', 2],
  ['before it settled', 2],
  ['after it settled', 1],
];

async function provePaidOnce(address: string, stage: string, asked: number): Promise<void> {
  const provider = path.join(await temporaryFolder(), 'provider');
  expect(pay(address, provider, stage).signal).toBe('SIGKILL');
  // The claim of the dead server is free once its lease is over, which is shorter than a start.
  const { stdout, stderr } = pay(address, provider, 'never');
  expect({ stdout, stderr }).toEqual({
    stdout: stage === 'after it settled' ? '201 true' : '201 null',
    stderr: '',
  });
  const keys = (await readFile(provider, 'utf8')).trim().split('\n');
  expect(keys).toHaveLength(asked);
  expect(new Set(keys).size).toBe(1);
  const database = await openNotes(address);
  expect(await database.selectFrom('notes').selectAll().execute()).toHaveLength(1);
  await database.destroy();
}

describe('on SQLite', () => {
  it.each(stages)(
    'a server killed %s has paid once and settled once after the retry, under one provider key',
    async (stage, asked) => {
      await provePaidOnce(path.join(await temporaryFolder(), 'notes.sqlite'), stage, asked);
    },
  );
});

describeOnPostgres('on PostgreSQL', () => {
  it.each(stages)(
    'a server killed %s has paid once and settled once after the retry, under one provider key',
    async (stage, asked) => {
      const postgres = await createPostgresDatabase();
      onTestFinished(() => postgres.drop());
      await provePaidOnce(postgres.url, stage, asked);
    },
  );
});
