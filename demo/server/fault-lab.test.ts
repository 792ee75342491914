import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { type FaultLabState, NO_FAULTS } from '../contract/faults.ts';
import { readStart, START_HEADER } from '../contract/server-start.ts';
import { firesideOfThisFile } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

const running = firesideOfThisFile(async () => ({
  ...{ FIRESIDE_FAULTS: 'on', HOLDFAST_RESTARTS: '2' },
}));

const lab = async (method: string, mix?: object): Promise<FaultLabState> => {
  const body = mix && JSON.stringify({ seed: 7, name: '', steps: [{ forMs: null, mix }] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${running().url}/api/faults`, {
    ...{ method, headers },
    ...(body && { body }),
  });
  return (await answer.json()) as FaultLabState;
};

it('breaks the connection after the effect, and a repeat of the same write has no second effect', async () => {
  const { url, rows } = running();
  const mara = await signUp(url, 'mara');
  const id = randomUUID();
  const key = randomUUID();
  await lab('PUT', { cuts: 1 });
  await expect(mara.saveCharacter(id, 'Ada', { key })).rejects.toThrow('fetch failed');
  expect((await lab('DELETE')).mix).toEqual(NO_FAULTS);
  const again = await mara.saveCharacter(id, 'Ada', { key });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(rows('characters')).toEqual([1]);
  const { log } = await lab('GET');
  expect(log).toMatchObject([{ request: 'PUT /api/characters/:id', fault: 'cut', nth: 1 }]);
});

it('does not kill a server without a supervisor', async () => {
  expect((await lab('GET')).canRestart).toBe(false);
  const { status } = await fetch(`${running().url}/api/faults/restart`, { method: 'POST' });
  expect(status).toBe(404);
});

it('answers only requests to the lab during an outage', async () => {
  const { url } = running();
  await lab('PUT', { isOut: true });
  await expect(fetch(`${url}/api/session`)).rejects.toThrow('fetch failed');
  await expect(fetch(`${url}/api/healthz`)).rejects.toThrow('fetch failed');
  await lab('DELETE');
  expect((await fetch(`${url}/api/session`)).status).toBe(200);
});

it('says in each answer which start of the server gave it', async () => {
  const starts = await Promise.all(
    ['session', 'nothing'].map(async (path) => {
      const { headers } = await fetch(`${running().url}/api/${path}`);
      return readStart(headers.get(START_HEADER) ?? undefined);
    }),
  );
  const start = { id: expect.any(String) as string, restarts: 2 };
  expect(starts).toEqual([start, start]);
  expect(starts[0]?.id).toBe(starts[1]?.id);
});
