import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { type FiresideProcess, startFireside } from './testing/fireside-process.ts';
import { cookieOf, password, postJson, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const behindProxy = { FIRESIDE_TRUSTED_PROXIES: '127.0.0.1' };
const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

function audited({ dataFolder }: FiresideProcess, kind: string): number {
  const file = path.join(dataFolder, 'fireside.sqlite');
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    return database.prepare('select 1 from holdfast_audit where kind = ?').all(kind).length;
  } finally {
    database.close();
  }
}

it.each([
  ['sign-up', '/api/accounts'],
  ['sign-in', '/api/session'],
])('120 guesses at one name by %s from 12 addresses do not sign in', async (_, where) => {
  const fireside = await startFireside(behindProxy);
  const { url } = fireside;
  await postJson(`${url}/api/accounts`, { name: 'Mara', password }, { headers: from('10.0.0.1') });
  const statuses: number[] = [];
  for (let guess = 0; guess < 120; guess += 1) {
    // Through sign-in, only the last guess is the password, and it comes too late. Through sign-up, every guess is
    // the password.
    const right = where === '/api/accounts' || guess === 119;
    const typed = right ? password : `wrong password number ${guess}`;
    const headers = from(`203.0.113.${guess % 12}`);
    // oxlint-disable-next-line no-await-in-loop -- as an attacker guesses
    const answer = await postJson(`${url}${where}`, { name: 'Mara', password: typed }, { headers });
    expect(answer.headers.has('set-cookie')).toBe(false);
    statuses.push(answer.status);
  }
  expect(new Set(statuses)).toEqual(new Set([where === '/api/accounts' ? 422 : 401, 429]));
  const looked = statuses.filter((status) => status !== 429).length;
  expect(looked).toBeLessThan(100);
  expect(audited(fireside, 'sign-in-failed')).toBe(looked);

  // She gets in from her own address, from a new address, and with her own spelling.
  for (const [name, address] of [
    ['Mara', '10.0.0.1'],
    ['mara', '198.51.100.1'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const mine = await postJson(
      `${url}/api/session`,
      { name, password },
      { headers: from(address) },
    );
    expect([address, mine.status]).toEqual([address, 200]);
  }
});

it('lets a known device in while many strangers guess', async () => {
  const { url } = await startFireside(behindProxy);
  const body = { name: 'Mara', password };
  const first = await postJson(`${url}/api/accounts`, body, { headers: from('10.0.0.1') });
  const device = first.headers.get('fireside-device') ?? '';
  expect(device).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
  const statuses: number[] = [];
  for (let guess = 0; guess < 130; guess += 1) {
    const headers = from(`203.0.113.${guess}`);
    const wrong = { name: 'Mara', password: `wrong password number ${guess}` };
    // oxlint-disable-next-line no-await-in-loop -- as attackers guess
    statuses.push((await postJson(`${url}/api/session`, wrong, { headers })).status);
  }
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(100);
  const again = (headers: Record<string, string>) =>
    postJson(`${url}/api/session`, body, { headers });
  expect((await again(from('198.51.100.1'))).status).toBe(429);
  expect((await again({ ...from('198.51.100.2'), 'fireside-device': device })).status).toBe(200);
  expect((await again({ ...from('198.51.100.3'), 'fireside-device': 'x'.repeat(45) })).status).toBe(
    429,
  );
});

it('blocks an address that guesses the token of the administrator, and no other address', async () => {
  const token = 'a-token-of-at-least-32-characters';
  const fireside = await startFireside({ ...behindProxy, FIRESIDE_ADMIN_TOKEN: token });
  const ask = async (shown: string, address: string): Promise<number> => {
    const headers = { ...from(address), authorization: `Bearer ${shown}` };
    return (await fetch(`${fireside.url}/api/admin/blocks`, { headers })).status;
  };
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as an attacker guesses
    statuses.push(await ask(`wrong ${guess}`, '203.0.113.1'));
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
  expect(await ask(token, '203.0.113.1')).toBe(429);
  expect(await ask(token, '203.0.113.2')).toBe(200);
  expect(audited(fireside, 'sign-in-failed')).toBe(10);
});

it('hashes a password again when hashes have become costlier, and still accepts it', async () => {
  const one = await startFireside();
  await signUp(one.url, 'Mara');
  await one.kill('SIGTERM');
  const costly = { FIRESIDE_DATA: one.dataFolder, FIRESIDE_SCRYPT_LOG2_COST: '12' };
  const { url, dataFolder } = await startFireside(costly);
  const stored = (): unknown => {
    const database = new DatabaseSync(path.join(dataFolder, 'fireside.sqlite'), {
      readOnly: true,
      timeout: 10_000,
    });
    const row = database.prepare('select password from accounts').get();
    database.close();
    return row?.['password'];
  };
  const signIn = async (typed: string): Promise<number> =>
    (await postJson(`${url}/api/session`, { name: 'Mara', password: typed })).status;
  expect(await signIn('not the password')).toBe(401);
  expect(stored()).toMatch(/^scrypt:10:/);
  expect(await signIn(password)).toBe(200);
  expect(stored()).toMatch(/^scrypt:12:/);
  expect(await signIn(password)).toBe(200);
  expect(await signIn('not the password')).toBe(401);
});

it('accepts no common password', async () => {
  const { url, rows } = await startFireside();
  for (const guessed of [
    ...['aaaaaaaaaa', '1234567890', 'qwertyuiop', 'Password123', 'iloveyou1234'],
    ...['Mara Lindgren', 'fireside2026', 'abcabcabcabc', 'short'],
  ]) {
    const body = { name: 'Mara Lindgren', password: guessed };
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const answer = await postJson(`${url}/api/accounts`, body);
    expect([guessed, answer.status]).toEqual([guessed, 422]);
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '#/password' }] });
  }
  expect(rows('accounts')).toEqual([0]);
});

it('makes one account of all spellings of a name', async () => {
  const { url, rows } = await startFireside();
  await signUp(url, 'Mara');
  const spellings = [
    ...['mara', 'ＭＡＲＡ', 'Mаra', 'Μara', '𝓜ara', 'Ma\u200Bra', 'Ma\u200Dra', '\u202EMara'],
    ...['Ma\u0000ra', 'Mara\uD800', 'Mara\u3164', 'rnara', 'Mara\u00AD', ' Mara\u00A0', 'Ⅿara'],
  ];
  for (const name of spellings) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const answer = await postJson(`${url}/api/accounts`, { name, password });
    expect([name, answer.status]).toEqual([name, 422]);
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '#/name' }] });
  }
  for (const name of [
    '\u200B\u200B\u200B',
    '\u3164\u3164\u3164',
    '\u2800\u2800\u2800',
    'A\u0301b',
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await postJson(`${url}/api/accounts`, { name, password })).status).toBe(422);
  }
  expect(rows('accounts')).toEqual([1]);
  const back = await postJson(`${url}/api/session`, { name: 'ＭＡＲＡ', password });
  expect(cookieOf(back)).toMatch(/^fireside=/);
});
