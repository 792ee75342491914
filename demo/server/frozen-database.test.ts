import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

/** A way to a PostgreSQL on which nothing moves any more once it is frozen, as if its processes stood still. */
async function freezable(databaseUrl: string) {
  const { port, hostname } = new URL(databaseUrl);
  let isFrozen = false;
  const way = createServer((client) => {
    const database = connect(Number(port || 5432), hostname);
    for (const socket of [client, database]) socket.on('error', () => {});
    client.on('data', (bytes) => isFrozen || database.write(bytes));
    database.on('data', (bytes) => isFrozen || client.write(bytes));
    client.on('close', () => database.destroy());
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  onTestFinished(() => void way.close());
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((way.address() as AddressInfo).port);
  return { url: url.href, freeze: () => (isFrozen = true) };
}

describeOnPostgres('a Fireside whose PostgreSQL stands still', () => {
  it('ends within its deadlines when it is told to, and says what did not end', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const way = await freezable(database.url);
    const fireside = await startFireside({ DATABASE_URL: way.url, FIRESIDE_SHUTDOWN_MS: '1000' });
    const { cookie } = await signUp(fireside.url, 'Mara');
    way.freeze();
    const waiting = fetch(`${fireside.url}/api/characters`, { headers: { cookie } }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    const from = performance.now();
    expect(await fireside.kill('SIGTERM')).toEqual({ code: 1, signal: null });
    expect(performance.now() - from).toBeLessThan(1000 + 3000 + 1000 + 2000);
    expect(await waiting).toBe('cut off');
    expect(fireside.output().stderr).toContain('"step":"database"');
  });
});
