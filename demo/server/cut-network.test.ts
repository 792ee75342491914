import { randomUUID } from 'node:crypto';
import { createCutProxy, openFreezableWay } from '@holdfast/testing/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

it('has one note when the network of its client was cut before the answer, and serves the client again', async () => {
  const fireside = await startFireside();
  const line = await createCutProxy({ target: fireside.url });
  onTestFinished(() => line.close());
  const mara = await signUp(line.url, 'Mara');
  const [character, key] = [randomUUID(), randomUUID()];
  expect((await mara.saveCharacter(character)).status).toBe(200);

  line.dropAnswers({ times: 1, onDropped: () => line.refuse() });
  await expect(mara.addNote(character, 'Ask Mara', key)).rejects.toThrow('fetch failed');
  await expect(mara.addNote(character, 'Ask Mara', key)).rejects.toThrow('fetch failed');

  await line.restore();
  const answer = await mara.addNote(character, 'Ask Mara', key);
  expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(fireside.rows('notes')).toEqual([1]);
});

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

describeOnPostgres('a Fireside whose way to PostgreSQL is cut', () => {
  it('refuses writes by name, and accepts them again by itself once the network to its database is back', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const way = await openFreezableWay(database.url);
    onTestFinished(() => way.close());
    const fireside = await startFireside({ DATABASE_URL: way.url });
    const readiness = (): Promise<number> =>
      fetch(`${fireside.url}/api/healthz`).then(({ status }) => status);
    const mara = await signUp(fireside.url, 'Mara');
    const character = randomUUID();
    await expect.poll(readiness, { timeout: 20_000 }).toBe(200);

    way.freeze();
    const cut = mara.saveCharacter(character);
    await expect.poll(readiness, { timeout: 20_000 }).toBe(503);
    way.thaw();
    // The write was under way, so the server either stored it or refused it by name, and the client may send it
    // again.
    expect([200, 503]).toContain((await cut).status);

    await expect.poll(readiness, { timeout: 20_000 }).toBe(200);
    expect((await mara.saveCharacter(character)).status).toBe(200);
    expect((await mara.addNote(character, 'Ask Mara')).status).toBe(201);
  });
});
