import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { cookieOf, password, postJson, problemOf, signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile();
let url: string;
beforeAll(() => {
  ({ url } = fireside());
});

const send = (writer: Writer, method: string, what: string, body: unknown): Promise<Response> =>
  writer.fetch(`/api/account/${what}`, {
    ...{ method, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
const sessionOf = async (cookie: string): Promise<unknown> =>
  (await fetch(`${url}/api/session`, { headers: { cookie } })).json();

const makeAdmin = async (...words: readonly string[]): Promise<string> => {
  const script = path.join(import.meta.dirname, '../make-admin.ts');
  const env = { ...process.env, FIRESIDE_DATA: fireside().dataFolder, DATABASE_URL: '' };
  const args = ['--conditions=@holdfast/source', script, ...words];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => error,
  );
  return stdout + stderr;
};

describe('an operator', () => {
  it('makes an account an administrator while the server runs, and a writer again', async () => {
    const mara = await signUp(url, 'Mara Zero');
    const roleNow = async (): Promise<unknown> => {
      const { account } = (await sessionOf(mara.cookie)) as { account: { role: string } };
      return account.role;
    };
    expect(await roleNow()).toBe('writer');
    expect(await makeAdmin('mara zero')).toBe('Mara Zero is an administrator now.\n');
    expect(await roleNow()).toBe('admin');
    expect(await makeAdmin('--undo', 'Mara', 'Zero')).toBe('Mara Zero is a writer now.\n');
    expect(await roleNow()).toBe('writer');
    expect(await makeAdmin('Nobody')).toMatch(/no account with the name "Nobody"/);
  });
});

describe('a writer', () => {
  it('changes the displayed name, and signs in with the same name as before', async () => {
    const mara = await signUp(url, 'Mara One');
    const renamed = await send(mara, 'PUT', 'profile', { displayName: ' Captain Mara ' });
    expect(await renamed.json()).toMatchObject({ account: { displayName: 'Captain Mara' } });
    expect(await sessionOf(mara.cookie)).toMatchObject({
      account: { name: 'Mara One', displayName: 'Captain Mara' },
    });
    const hidden = await send(mara, 'PUT', 'profile', { displayName: 'Ma\u200Bra' });
    expect(hidden.status).toBe(422);
    expect((await postJson(`${url}/api/session`, { name: 'Mara One', password })).status).toBe(200);
  });

  it('changes the password with the old one, and is signed out on the other devices', async () => {
    const mara = await signUp(url, 'Mara Two');
    const elsewhere = cookieOf(
      await postJson(`${url}/api/session`, { name: 'Mara Two', password }),
    );
    const next = 'nine lamps over the harbour';
    const wrong = await send(mara, 'POST', 'password', { current: 'not the old one', next });
    expect(await problemOf(wrong)).toMatchObject({ status: 401, code: 'CREDENTIALS_WRONG' });
    const weak = await send(mara, 'POST', 'password', { current: password, next: 'aaaaaaaaaa' });
    expect(await weak.json()).toMatchObject({ errors: [{ pointer: '#/next' }] });
    expect(await sessionOf(elsewhere)).toMatchObject({ account: { name: 'Mara Two' } });

    const changed = await send(mara, 'POST', 'password', { current: password, next });
    expect(changed.status).toBe(200);
    const cookie = cookieOf(changed);
    expect(await sessionOf(cookie)).toMatchObject({ account: { subject: mara.subject } });
    for (const old of [mara.cookie, elsewhere]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect(await sessionOf(old)).toEqual({ account: null });
    }
    const signIn = (secret: string): Promise<Response> =>
      postJson(`${url}/api/session`, { name: 'Mara Two', password: secret });
    expect([(await signIn(password)).status, (await signIn(next)).status]).toEqual([401, 200]);
  });

  it('exports all their data as a file, and no data of another writer', async () => {
    const [mara, noor] = [await signUp(url, 'Mara Three'), await signUp(url, 'Noor Three')];
    const [hers, other] = [randomUUID(), randomUUID()];
    await mara.saveCharacter(hers, 'Ada of the lamp');
    await mara.addNote(hers, 'She counts the ships.');
    await noor.saveCharacter(other, 'Somebody else');
    const file = await (await mara.fetch('/api/account/export')).json();
    expect(file).toMatchObject({
      account: { name: 'Mara Three' },
      content: {
        characters: [{ id: hers, name: 'Ada of the lamp' }],
        notes: [{ text: 'She counts the ships.' }],
      },
    });
    const text = JSON.stringify(file);
    for (const secret of ['Somebody else', other, 'scrypt', mara.cookie.split('=')[1] ?? '']) {
      expect(text).not.toContain(secret);
    }
  });

  it('deletes the account with everything in it, after showing the password', async () => {
    const mara = await signUp(url, 'Mara Four');
    const id = randomUUID();
    await mara.saveCharacter(id, 'Ada who goes');
    await mara.addNote(id, 'A note that goes.');
    expect((await send(mara, 'POST', 'deletion', { password: 'not hers' })).status).toBe(401);
    expect((await mara.fetch(`/api/characters/${id}`)).status).toBe(200);

    const gone = await send(mara, 'POST', 'deletion', { password });
    expect(gone.status).toBe(204);
    expect(gone.headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect(await sessionOf(mara.cookie)).toEqual({ account: null });
    expect((await mara.saveCharacter(id)).status).toBe(401);
    const database = new DatabaseSync(path.join(fireside().dataFolder, 'fireside.sqlite'), {
      readOnly: true,
      timeout: 10_000,
    });
    const tables = database
      .prepare(`select name from sqlite_master where type = 'table'`)
      .all()
      .map(({ name }) => String(name));
    const left = tables.filter((table) => {
      const rows = database.prepare(`select * from "${table}"`).all();
      const text = rows.map((row) => Object.values(row).map(String).join(' ')).join(' ');
      return [mara.subject, 'Mara Four', 'Ada who goes', id].some((word) => text.includes(word));
    });
    database.close();
    // The audit says that there was an account with this id, and that its writer deleted it.
    expect(left).toEqual(['holdfast_audit']);
    // The name is free again.
    expect((await postJson(`${url}/api/accounts`, { name: 'Mara Four', password })).status).toBe(
      201,
    );
  });
});
