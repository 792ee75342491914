import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { startFireside, temporaryFolder } from './testing/fireside-process.ts';
import { draft, password, postJson, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

const token = 'a-token-of-at-least-32-characters';
const authorization = `Bearer ${token}`;
const attack = `/api/session?q=${encodeURIComponent("' OR '1'='1")}`;

const statusOf = async (url: string, init: RequestInit = {}): Promise<number> =>
  (await fetch(url, init)).status;

async function attackThrice(url: string): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the third must come after the second
    statuses.push(await statusOf(`${url}${attack}`));
  }
  return statuses;
}

it('blocks an address that attacks, also after a restart', async () => {
  const FIRESIDE_DATA = await temporaryFolder();
  const one = await startFireside({ FIRESIDE_DATA });
  expect(await statusOf(`${one.url}/api/session`)).toBe(200);
  expect(await attackThrice(one.url)).toEqual([403, 403, 403]);

  const refused = await fetch(`${one.url}/api/session`);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  const problem = await refused.text();
  expect(JSON.parse(problem)).toMatchObject({ code: 'ADDRESS_BLOCKED' });
  expect(problem).not.toMatch(/sql|attack|rule/i);

  await one.kill();
  const other = await startFireside({ FIRESIDE_DATA });
  expect(await statusOf(`${other.url}/api/session`)).toBe(429);
});

it('accepts every text of a writer, code and quoted attacks included', async () => {
  const { url } = await startFireside();
  const mara = await signUp(url, 'Mara');
  const id = randomUUID();
  const texts = [
    "Robert'); DROP TABLE Students;-- said the boy",
    'She typed <script>alert(1)</script> and laughed. {{7*7}} ../../../etc/passwd',
  ];
  const saved = await mara.fetch(`/api/characters/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    body: JSON.stringify({ ...draft, name: "<b>O'Brien</b>", backstory: texts.join('\n') }),
  });
  expect(saved.status).toBe(200);
  for (let count = 0; count < 12; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as a person writes
    expect((await mara.addNote(id, texts[count % 2] ?? '')).status).toBe(201);
  }
});

it('has no administration unless there is a token for it', async () => {
  const { url } = await startFireside();
  const headers = { authorization };
  expect(await statusOf(`${url}/api/admin/blocks`, { headers })).toBe(404);
});

it('lets an administrator see a block and lift it, and refuses every other client', async () => {
  const { url } = await startFireside({ FIRESIDE_ADMIN_TOKEN: token });
  await attackThrice(url);
  expect(await statusOf(`${url}/api/admin/blocks`)).toBe(403);
  const headers = { authorization };
  const { blocks } = (await (await fetch(`${url}/api/admin/blocks`, { headers })).json()) as {
    blocks: readonly { kind: string; id: string }[];
  };
  expect(blocks).toMatchObject([{ kind: 'address', id: '127.0.0.1', reason: 'attack' }]);
  const lift = `${url}/api/admin/blocks/address/127.0.0.1`;
  expect(await statusOf(lift, { method: 'DELETE', headers })).toBe(204);
  await vi.waitFor(async () => expect(await statusOf(`${url}/api/session`)).toBe(200), {
    timeout: 5000,
    interval: 100,
  });
});

it('audits each sign-in and sign-out, and nothing private', async () => {
  const fireside = await startFireside({ FIRESIDE_ADMIN_TOKEN: token });
  const { url, dataFolder } = fireside;
  const mara = await signUp(url, 'mara@example.org');
  const headers = { cookie: mara.cookie };
  await postJson(`${url}/api/session`, { name: 'mara@example.org', password: 'wrong horse' });
  await fetch(`${url}/api/characters`, { headers: { ...headers, 'holdfast-subject': 'noor' } });
  await fetch(`${url}/api/admin/events`, { headers: { authorization } });
  await fetch(`${url}/api/session`, { method: 'DELETE', headers });

  const database = new DatabaseSync(path.join(dataFolder, 'fireside.sqlite'), { timeout: 10_000 });
  try {
    const rows = database.prepare('select kind, facts from holdfast_audit order by seq').all();
    expect(rows.map(({ kind }) => kind)).toEqual([
      'sign-in',
      'sign-in-failed',
      'authorisation-refused',
      'admin-read',
      'sign-out',
    ]);
    const all = JSON.stringify(rows);
    expect(all).toContain(mara.subject);
    for (const secret of ['mara@', password, 'wrong horse', mara.cookie, token]) {
      expect(all).not.toContain(secret);
    }
    expect(() => database.exec('delete from holdfast_audit')).toThrow('append-only');
  } finally {
    database.close();
  }
});

it('never repeats a token that it refused', async () => {
  const start = startFireside({ FIRESIDE_ADMIN_TOKEN: 'short-secret' });
  const error: unknown = await start.catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('FIRESIDE_ADMIN_TOKEN must have at least 32 characters');
  expect(String(error)).not.toContain('short-secret');
});
