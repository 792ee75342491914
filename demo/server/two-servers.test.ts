import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const ATTACK = `/api/session?q=${encodeURIComponent("' OR '1'='1")}`;
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

describeOnPostgres('two Firesides on one PostgreSQL', () => {
  it('are one: fifty copies of one note, half to each, are one note, and both know it', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const first = await startFireside({ DATABASE_URL: database.url });
    const second = await startFireside({ DATABASE_URL: database.url });
    const mara = await signUp(first.url, 'Mara');
    const character = randomUUID();
    expect((await mara.saveCharacter(character)).status).toBe(200);

    const headers = {
      cookie: mara.cookie,
      'content-type': 'application/json',
      'idempotency-key': `"${randomUUID()}"`,
    };
    const crowd = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        fetch(`${(index % 2 === 0 ? first : second).url}/api/characters/${character}/notes`, {
          method: 'POST',
          body: JSON.stringify({ text: 'hi' }),
          headers,
        }),
      ),
    );
    const told = crowd.filter(({ status }) => status === 201);
    expect(told.filter(({ headers: sent }) => !sent.has('idempotency-replayed'))).toHaveLength(1);
    expect(crowd.every(({ status }) => status === 201 || status === 409)).toBe(true);

    for (const { url } of [first, second]) {
      const response = await fetch(`${url}/api/characters`, { headers: { cookie: mara.cookie } });
      expect(await response.json()).toMatchObject({
        characters: [{ id: character, notes: [{ text: 'hi', writtenAt: expect.any(Number) }] }],
      });
    }
  });

  it('block an address that attacks one of them, within five seconds on the other as well', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const first = await startFireside({ DATABASE_URL: database.url });
    const second = await startFireside({ DATABASE_URL: database.url });
    expect(await statusOf(`${second.url}/api/session`)).toBe(200);
    for (let count = 0; count < 3; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the third must come after the second
      expect(await statusOf(`${first.url}${ATTACK}`)).toBe(403);
    }
    await vi.waitFor(async () => expect(await statusOf(`${second.url}/api/session`)).toBe(429), {
      timeout: 5000,
      interval: 100,
    });
  });

  it('hold a writer to one limit: each counts the requests that the other has let through', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const settings = { DATABASE_URL: database.url, FIRESIDE_USER_LIMIT: '10' };
    const first = await startFireside(settings);
    const second = await startFireside(settings);
    const { cookie } = await signUp(first.url, 'Mara');
    const crowd = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        fetch(`${(index % 2 === 0 ? first : second).url}/api/characters`, { headers: { cookie } }),
      ),
    );
    expect(crowd.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(crowd.filter(({ status }) => status === 429)).toHaveLength(20);
  });
});
