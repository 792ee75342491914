import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdempotency } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { expect, it, onTestFinished, vi } from 'vitest';
import { noteRequest, openNotes, writeNote } from './notes-database.ts';

vi.setConfig({ testTimeout: 30_000 });

const doomed = path.join(import.meta.dirname, 'doomed-server.ts');

it.each([
  ['before its commit', 0, null],
  ['after its commit', 1, 'true'],
])(
  'a server killed %s has written %i notes, and the retry makes it one',
  async (stage, left, replayed) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'notes.sqlite');

    const { signal, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@holdfast/source', doomed, file, stage],
      { encoding: 'utf8' },
    );
    expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });

    const database = await openNotes(file);
    const notes = () => database.selectFrom('notes').selectAll().execute();
    expect(await notes()).toHaveLength(left);

    const answer = await createIdempotency({ store: sqlStore(database) })(noteRequest(), {
      owner: 'mara',
      work: writeNote,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotency-replayed')).toBe(replayed);
    expect(await notes()).toHaveLength(1);
    await database.destroy();
  },
);
