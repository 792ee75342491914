import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type PreferencesChange } from '../../contract/preferences.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile();

const read = async (writer: Writer): Promise<unknown> =>
  (await writer.fetch('/api/preferences')).json();

const change = (writer: Writer, value: unknown, key = randomUUID()): Promise<Response> =>
  writer.fetch('/api/preferences', {
    method: 'PATCH',
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
  });

it('keeps the preferences of each writer apart, and leaves those that a change does not name', async () => {
  const { url } = fireside();
  const [mara, teo] = [await signUp(url, 'Mara Pref'), await signUp(url, 'Teo Pref')];
  expect(await read(mara)).toEqual(DEFAULT_PREFERENCES);

  const dark: PreferencesChange = { theme: 'dark', language: 'de' };
  const answer = await change(mara, dark);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ ...DEFAULT_PREFERENCES, ...dark });
  await change(mara, { textSize: 'large' });

  expect(await read(mara)).toEqual({ ...DEFAULT_PREFERENCES, ...dark, textSize: 'large' });
  expect(await read(teo)).toEqual(DEFAULT_PREFERENCES);
});

it('refuses a preference that it does not know, and a user who is not signed in', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara Pref 2');
  expect((await change(mara, { theme: 'plaid' })).status).toBe(422);
  expect((await change(mara, { colour: 'red' })).status).toBe(422);
  expect((await fetch(`${url}/api/preferences`)).status).toBe(401);
  expect(await read(mara)).toEqual(DEFAULT_PREFERENCES);
});

it('answers a repeated change with the first answer', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara Pref 3');
  const key = randomUUID();
  await change(mara, { theme: 'dark' }, key);
  await change(mara, { theme: 'light' });
  expect(await (await change(mara, { theme: 'dark' }, key)).json()).toMatchObject({
    theme: 'dark',
  });
  expect(await read(mara)).toMatchObject({ theme: 'light' });
});
