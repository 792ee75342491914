import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const CLIENTS = 20;

it('stops under load without cutting off a request: it has answered every write that it stored', async () => {
  const fireside = await startFireside({
    FIRESIDE_ADDRESS_LIMIT: '1000000',
    FIRESIDE_USER_LIMIT: '1000000',
    FIRESIDE_ANNOUNCE_MS: '1000',
  });
  const mara = await signUp(fireside.url, 'Mara');
  const character = randomUUID();
  await mara.saveCharacter(character);

  const failures: unknown[] = [];
  let answered = 0;
  let stopping = false;
  const writeUntilRefused = async (): Promise<void> => {
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one client, one request after another
        const answer = await mara.addNote(character, 'hi');
        // oxlint-disable-next-line no-await-in-loop
        await answer.text();
        if (answer.status !== 201) failures.push(answer.status);
        answered += 1;
      } catch (error) {
        const { code } = Object((error as Error).cause) as { code?: string };
        // A refused connection is the only honest way not to serve a request.
        if (!stopping || code !== 'ECONNREFUSED') failures.push(code ?? error);
        return;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, writeUntilRefused);
  await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(5 * CLIENTS);
  stopping = true;
  const exit = await fireside.kill('SIGTERM');
  await Promise.all(clients);

  expect(failures).toEqual([]);
  expect(exit).toEqual({ code: 0, signal: null });
  expect(fireside.rows('notes')).toEqual([answered]);
  expect(fireside.output().stderr).toBe('');
});

it('says that it drains while it still serves, so that a balancer looks elsewhere first', async () => {
  const fireside = await startFireside({ FIRESIDE_ANNOUNCE_MS: '3000' });
  const ended = fireside.kill('SIGTERM');
  const readiness = async (): Promise<unknown> => {
    const answer = await fetch(`${fireside.url}/api/healthz`);
    return [answer.status, answer.headers.get('connection'), await answer.json()];
  };
  await expect
    .poll(readiness, { timeout: 3000 })
    .toEqual([503, 'close', expect.objectContaining({ status: 'draining' })]);
  expect((await fetch(`${fireside.url}/api/livez`)).status).toBe(200);
  expect((await fetch(`${fireside.url}/api/session`)).status).toBe(200);
  expect(await ended).toEqual({ code: 0, signal: null });
});
