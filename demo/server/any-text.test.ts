import { randomUUID } from 'node:crypto';
import { toCursor } from '@holdfast/server';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import { startFireside } from './testing/fireside-process.ts';
import { draft, password, postJson, signUp, type Writer } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const token = 'a-token-of-at-least-32-characters';
const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

const headers = (key = randomUUID()) => ({
  'content-type': 'application/json',
  'idempotency-key': `"${key}"`,
});

interface Asked {
  readonly url: string;
  readonly mara: Writer;
  readonly character: string;
}

/** Each way from a text of a client to the database, and the answer. */
const WAYS: Readonly<Record<string, (asked: Asked, text: string) => Promise<Response>>> = {
  'a name to sign up with': ({ url }, text) =>
    postJson(`${url}/api/accounts`, { name: `${text}Noor`, password }),
  'a password': ({ url }, text) =>
    postJson(`${url}/api/session`, { name: 'Nobody', password: `${text}word` }),
  'a name to sign in with': ({ url }, text) =>
    postJson(`${url}/api/session`, { name: `${text}Noor`, password }),
  'the name of a character': ({ mara, character }, text) =>
    mara.fetch(`/api/characters/${character}`, {
      method: 'PUT',
      headers: headers(),
      body: JSON.stringify({ ...draft, name: `A${text}` }),
    }),
  'a trait': ({ mara, character }, text) =>
    mara.fetch(`/api/characters/${character}`, {
      method: 'PUT',
      headers: headers(),
      body: JSON.stringify({ ...draft, traits: [`calm${text}`] }),
    }),
  'a backstory': ({ mara }, text) =>
    mara.fetch(`/api/characters/${randomUUID()}`, {
      method: 'PUT',
      headers: { ...headers(), 'if-none-match': '*' },
      body: JSON.stringify({ ...draft, backstory: `one\n${text}` }),
    }),
  'a member of its own': ({ mara, character }, text) =>
    mara.fetch(`/api/characters/${character}`, {
      method: 'PUT',
      headers: headers(),
      body: JSON.stringify({ ...draft, [`x${text}`]: 1 }),
    }),
  'a note': ({ mara, character }, text) => mara.addNote(character, `a note ${text}`),
  'an event of telemetry': ({ mara }, text) =>
    mara.fetch('/api/telemetry', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        events: [
          {
            id: randomUUID(),
            severity: 'info',
            event: { type: 'operation.started', at: 1, operation: `read${text}` },
          },
        ],
      }),
    }),
  'a path': ({ mara }, text) => mara.fetch(`/api/characters/${percent(text)}`),
  'a query': ({ mara }, text) => mara.fetch(`/api/session?q=${percent(text)}`),
  'a place in the list of characters': ({ mara }, text) =>
    mara.fetch(`/api/characters?after=${toCursor([text])}`),
  'a place in the list of blocks': ({ url }, text) =>
    fetch(
      `${url}/api/admin/blocks?after=${toCursor({ kind: 'address', id: `${text}x`, until: 1 })}`,
      { headers: { authorization: `Bearer ${token}` } },
    ),
  'a block to lift': ({ url }, text) =>
    fetch(`${url}/api/admin/blocks/address/${percent(text)}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    }),
};

const percent = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\0'));

const HARD = [
  '\u0000',
  '\uD800',
  '\uDC00\uD800',
  '\u202E',
  '\u0007',
  '\uFFFF',
  '\u{10FFFF}',
  '\uFEFF',
];

async function answersOf(settings: Record<string, string>): Promise<Record<string, unknown>> {
  const { url } = await startFireside({ ...settings, FIRESIDE_ADMIN_TOKEN: token });
  const mara = await signUp(url, 'Mara');
  const character = randomUUID();
  await mara.saveCharacter(character);
  const answers: Record<string, unknown> = {};
  const generated = fc.sample(fc.string({ unit: 'binary', maxLength: 12 }), {
    numRuns: 12,
    seed: 7,
  });
  for (const text of [...HARD, ...generated]) {
    for (const [way, ask] of Object.entries(WAYS)) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const response = await ask({ url, mara, character }, text);
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { code, errors } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
      answers[`${way} with ${JSON.stringify(text)}`] = [response.status, code, errors];
      expect([way, text, response.status < 500]).toEqual([way, text, true]);
    }
  }
  return answers;
}

it('no text makes the server fail, and a text that cannot be stored is refused at its place', async () => {
  const answers = await answersOf({});
  expect(answers[`a backstory with ${JSON.stringify('\u0000')}`]).toMatchObject([
    422,
    'REQUEST_INVALID',
    [{ pointer: '#/backstory' }],
  ]);
  expect(answers[`a trait with ${JSON.stringify('\uD800')}`]).toMatchObject([
    422,
    'REQUEST_INVALID',
    [{ pointer: '#/traits/0' }],
  ]);
});

describeOnPostgres('on PostgreSQL', () => {
  it('every text is answered as on SQLite', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    expect(await answersOf({ DATABASE_URL: database.url })).toEqual(await answersOf({}));
  });
});
