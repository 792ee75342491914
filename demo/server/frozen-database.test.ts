import { openFreezableWay } from '@holdfast/testing/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

describeOnPostgres('a Fireside whose PostgreSQL stands still', () => {
  it('ends within its deadlines on a stop, and names the steps that did not end', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const way = await openFreezableWay(database.url);
    onTestFinished(() => way.close());
    const fireside = await startFireside({ DATABASE_URL: way.url, FIRESIDE_SHUTDOWN_MS: '1000' });
    const { cookie } = await signUp(fireside.url, 'Mara');
    way.freeze();
    const waiting = fetch(`${fireside.url}/api/characters`, { headers: { cookie } }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    const from = performance.now();
    expect(await fireside.kill('SIGTERM')).toEqual({ code: 1, signal: null });
    // Requests, the steps that wait for the database, and the time in which a process starts and ends.
    expect(performance.now() - from).toBeLessThan(1000 + 1000 + 1000 + 3000 + 2000);
    expect(await waiting).toBe('cut off');
    expect(fireside.output().stderr).toMatch(
      /"step":"[a-z]+",.*"event":"shutdown.step-unfinished"/,
    );
  });
});
