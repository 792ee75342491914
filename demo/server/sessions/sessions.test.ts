import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import type { SecretProof, StoredSecret } from '@holdfast/server/credentials';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, vi } from 'vitest';
import { createAccountStore } from '../accounts/account-store.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Database } from '../database/tables.ts';
import { startFireside, temporaryFolder } from '../testing/fireside-process.ts';
import { cookieOf, password, postJson, problemOf, signUp } from '../testing/writer.ts';
import { createSessionStore } from './session-store.ts';

vi.setConfig({ testTimeout: 30_000 });

const sessionOf = async (url: string, cookie: string): Promise<unknown> =>
  (await fetch(`${url}/api/session`, { headers: { cookie } })).json();

const cookieFrom = async (url: string): Promise<string> =>
  (await postJson(`${url}/api/accounts`, { name: 'Mara', password })).headers.get('set-cookie') ??
  '';

it('signs up, out and in again', async () => {
  const { url } = await startFireside();
  const mara = await signUp(url, 'Mara');
  expect(await sessionOf(url, mara.cookie)).toEqual({
    account: { subject: mara.subject, name: 'Mara', displayName: 'Mara', role: 'writer' },
  });

  const out = await mara.fetch('/api/session', { method: 'DELETE' });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  expect(await sessionOf(url, mara.cookie)).toEqual({ account: null });

  const back = await postJson(`${url}/api/session`, { name: '  mara ', password });
  expect(back.status).toBe(200);
  expect(await back.json()).toMatchObject({ account: { subject: mara.subject, name: 'Mara' } });
});

it('tells a wrong password and an unknown name in the same words', async () => {
  const { url } = await startFireside();
  await signUp(url, 'Mara');
  const answers = await Promise.all(
    [
      { name: 'Mara', password: 'wrong horse battery' },
      { name: 'Nobody', password },
    ].map(async (credentials) => {
      const response = await postJson(`${url}/api/session`, credentials);
      expect(response.headers.has('set-cookie')).toBe(false);
      return problemOf(response);
    }),
  );
  expect(answers[0]).toMatchObject({ status: 401, code: 'CREDENTIALS_WRONG' });
  expect(answers[0]).toEqual(answers[1]);
});

it('never signs in through sign-up, with any password, and makes no second account of a name', async () => {
  const { url, rows } = await startFireside();
  await signUp(url, 'Mara');
  for (const typed of [password, 'another long password']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const taken = await postJson(`${url}/api/accounts`, { name: 'MARA', password: typed });
    expect(taken.status).toBe(422);
    expect(taken.headers.has('set-cookie')).toBe(false);
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await taken.json()).toMatchObject({
      code: 'REQUEST_INVALID',
      errors: [{ pointer: '#/name', detail: 'This name is taken.' }],
    });
  }
  expect(rows('accounts', 'sessions')).toEqual([1, 1]);
});

it('ends the session of a browser when another user signs in there', async () => {
  const { url, rows } = await startFireside();
  const mara = await signUp(url, 'Mara');
  await signUp(url, 'Noor');
  const headers = { cookie: mara.cookie };
  const noor = await postJson(`${url}/api/session`, { name: 'Noor', password }, { headers });
  expect(await sessionOf(url, cookieOf(noor))).toMatchObject({ account: { name: 'Noor' } });
  expect(await sessionOf(url, mara.cookie)).toEqual({ account: null });
  expect(rows('sessions')).toEqual([2]);
});

it('does not sign out another writer than the one that was meant', async () => {
  const { url } = await startFireside();
  const mara = await signUp(url, 'Mara');
  const refused = await mara.fetch('/api/session', {
    method: 'DELETE',
    headers: { 'holdfast-subject': 'noor' },
  });
  expect(refused.status).toBe(412);
  expect(await sessionOf(url, mara.cookie)).toMatchObject({ account: { name: 'Mara' } });
});

it('forgets a cookie that is worth nothing', async () => {
  const { url } = await startFireside();
  const response = await fetch(`${url}/api/session`, { headers: { cookie: 'fireside=forged' } });
  expect(await response.json()).toEqual({ account: null });
  expect(response.headers.get('set-cookie')).toMatch(/^fireside=; Max-Age=0/);
});

it('keeps scripts and other sites away from its cookie, and the cookie off plain http behind https', async () => {
  const plain = await startFireside();
  const secure = await startFireside({ FIRESIDE_ORIGIN: 'https://fireside.example' });
  expect(await cookieFrom(plain.url)).toMatch(
    /^fireside=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(await cookieFrom(secure.url)).toMatch(
    /^__Host-fireside=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
});

it('stores no token and no password in a form that a thief could use', async () => {
  const { url, dataFolder } = await startFireside();
  const mara = await signUp(url, 'Mara');
  const database = new DatabaseSync(path.join(dataFolder, 'fireside.sqlite'), {
    readOnly: true,
    timeout: 10_000,
  });
  const everything = JSON.stringify(
    ['accounts', 'sessions', 'holdfast_idempotency'].map((table) =>
      database.prepare(`select * from ${table}`).all(),
    ),
  );
  database.close();
  expect(everything).toContain('scrypt:10:8:3:');
  expect(everything).not.toContain(password);
  expect(everything).not.toContain(mara.cookie.split('=')[1]);
});

it('ends on every device at once when its owner asks for it', async () => {
  const { url, rows } = await startFireside();
  const mara = await signUp(url, 'Mara');
  const noor = await signUp(url, 'Noor');
  const elsewhere = cookieOf(await postJson(`${url}/api/session`, { name: 'Mara', password }));
  const everywhere = (headers: Record<string, string>) =>
    fetch(`${url}/api/sessions`, { method: 'DELETE', headers });
  expect((await everywhere({})).status).toBe(401);
  expect((await everywhere({ cookie: mara.cookie, 'holdfast-subject': 'noor' })).status).toBe(412);

  const out = await everywhere({ cookie: mara.cookie });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  for (const cookie of [mara.cookie, elsewhere]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await sessionOf(url, cookie)).toEqual({ account: null });
  }
  expect(await sessionOf(url, noor.cookie)).toMatchObject({ account: { name: 'Noor' } });
  expect(rows('sessions')).toEqual([1]);
});

it('ends by itself when its time is over', async () => {
  const database = await openDatabase({ dataFolder: await temporaryFolder(), busyTimeoutMs: 0 });
  const platform = createVirtualPlatform();
  const sessions = createSessionStore(database, { sessionMs: 1000, platform });
  const token = await sessions.start(await accountOf(database, 'Mara'));
  await platform.advance(999);
  expect(await sessions.find(token)).toMatchObject({ name: 'Mara' });
  await platform.advance(1);
  expect(await sessions.find(token)).toBeUndefined();
  await sessions.prune();
  expect(await database.selectFrom('sessions').selectAll().execute()).toEqual([]);
  await database.destroy();
});

it('lasts longer while its user comes back, and never longer than its absolute end', async () => {
  const database = await openDatabase({ dataFolder: await temporaryFolder(), busyTimeoutMs: 0 });
  const platform = createVirtualPlatform();
  const sessions = createSessionStore(database, { sessionMs: 3000, idleMs: 1000, platform });
  const mara = await accountOf(database, 'Mara');
  const [used, unused] = [await sessions.start(mara), await sessions.start(mara)];
  for (let passed = 0; passed < 2700; passed += 900) {
    await platform.advance(900);
    expect(await sessions.find(used)).toMatchObject({ name: 'Mara' });
  }
  expect(await sessions.find(unused)).toBeUndefined();
  await platform.advance(299);
  expect(await sessions.find(used)).toMatchObject({ name: 'Mara' });
  await platform.advance(1);
  expect(await sessions.find(used)).toBeUndefined();
  await database.destroy();
});

it('ends the oldest session when one account has too many', async () => {
  const database = await openDatabase({ dataFolder: await temporaryFolder(), busyTimeoutMs: 0 });
  const platform = createVirtualPlatform();
  const options = { sessionMs: 1_000_000, maxSessions: 3, platform };
  const sessions = createSessionStore(database, options);
  const mara = await accountOf(database, 'Mara');
  const noor = await sessions.start(await accountOf(database, 'Noor'));
  const tokens: string[] = [];
  for (let at = 0; at < 5; at += 1) {
    tokens.push(await sessions.start(mara));
    await platform.advance(10);
  }
  const found = await Promise.all(tokens.map((token) => sessions.find(token)));
  expect(found.map((account) => account?.name)).toEqual([
    ...[undefined, undefined],
    ...['Mara', 'Mara', 'Mara'],
  ]);
  expect(await sessions.find(noor)).toMatchObject({ name: 'Noor' });
  // The clock was set back: the new session is the one that counts.
  platform.jumpWallClock(-500);
  expect(await sessions.find(await sessions.start(mara))).toMatchObject({ name: 'Mara' });
  await database.destroy();
});

it('does not last longer because the clock was ahead when it began', async () => {
  const database = await openDatabase({ dataFolder: await temporaryFolder(), busyTimeoutMs: 0 });
  const platform = createVirtualPlatform();
  const day = 86_400_000;
  const sessions = createSessionStore(database, { sessionMs: 30 * day, platform });
  const mara = await accountOf(database, 'Mara');
  platform.jumpWallClock(400 * day);
  const token = await sessions.start(mara);
  expect(await sessions.find(token)).toMatchObject({ name: 'Mara' });
  platform.jumpWallClock(-400 * day);
  expect(await sessions.find(token)).toBeUndefined();
  await database.destroy();
});

/** A new account, as if its owner had just proved to be the owner. */
async function accountOf(database: Database, name: string): Promise<SecretProof> {
  const account = await createAccountStore(database).create(name, '' as unknown as StoredSecret);
  return { subject: account!.id } as SecretProof;
}
