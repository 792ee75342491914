import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StreamEnvelope } from '@holdfast/core/parts';
import { createStreamServer } from '@holdfast/server';
import { sqlStreamLog } from '@holdfast/server/sql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';
import { openStreams, startRequest } from './streams-database.ts';

vi.setConfig({ testTimeout: 60_000 });

const doomed = path.join(import.meta.dirname, 'doomed-streamer.ts');

const eventsOf = (text: string): readonly StreamEnvelope[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as StreamEnvelope);

async function proveKept(address: string): Promise<void> {
  const { signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@holdfast/source', doomed, address, '20'],
    { encoding: 'utf8' },
  );
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  const told = eventsOf(stdout);
  expect(told.length).toBeGreaterThanOrEqual(20);

  const database = await openStreams(address);
  const streams = createStreamServer({ log: sqlStreamLog(database), leaseMs: 1000 });
  let generated = false;
  const again = await streams.start(startRequest(), {
    owner: 'mara',
    async *generate() {
      generated = true;
      yield { type: 'done' };
    },
  });
  const kept = eventsOf(await again.text());
  expect(generated).toBe(false);
  expect(kept.slice(0, told.length)).toEqual(told);
  expect(kept.at(-1)).toMatchObject({ type: 'interrupted', reason: 'server-lost' });
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1));
  await database.destroy();
}

describe('on SQLite', () => {
  it('all the text that a killed server told is kept, ends honestly, and is not generated again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await proveKept(path.join(folder, 'streams.sqlite'));
  });
});

describeOnPostgres('on PostgreSQL', () => {
  it('all the text that a killed server told is kept, ends honestly, and is not generated again', async () => {
    const postgres = await createPostgresDatabase();
    onTestFinished(() => postgres.drop());
    await proveKept(postgres.url);
  });
});
