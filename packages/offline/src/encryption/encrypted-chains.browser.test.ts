import { createCell, defineWrite } from '@holdfast/core';
import type { AnyWrite, NewEntry } from '@holdfast/core/parts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { coalesceUnsent } from '../chains/coalesce-unsent.ts';
import { migrateEntries } from '../chains/migrate-entries.ts';
import type { Outbox, OutboxOptions } from '../outbox/outbox.ts';
import {
  createStage,
  entry,
  untilGone,
  untilState,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import { encryptAtRest } from './encrypt-at-rest.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const open = (options: Partial<OutboxOptions> = {}): Promise<Outbox> =>
  stage.open({ encryption: encryptAtRest(), ...options });
/** A tab whose user is signed in later, so that it adds and does not send. */
const openSilent = (options: Partial<OutboxOptions> = {}): Promise<Outbox> =>
  open({ identity: createCell(null), ...options });
const LARGE = 'y'.repeat(20_000);
const withBody = (id: string, body: string): NewEntry =>
  entry(id, { request: { ...entry(id).request, body } });

it('the encrypted entries of a lane are sent one after another, each once, also those that are claimed ahead', async () => {
  const writer = await openSilent();
  for (const id of ['a', 'b', 'c']) await writer.add(withBody(id, id));
  await writer.add(withBody('d', LARGE));
  const outbox = await open();
  const sent: unknown[] = [];
  for (let count = 0; count < 4; count += 1) {
    const arrival = await stage.server.next();
    sent.push([arrival.key, arrival.request.body === LARGE ? 'large' : arrival.request.body]);
    await untilState(outbox, arrival.key, 'sending');
    arrival.answer(200, {});
  }
  expect(sent).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['c', 'c'],
    ['d', 'large'],
  ]);
  await untilGone(outbox, 'd');
});

const write = (version: number): AnyWrite =>
  defineWrite('note.add', {
    request: (json: unknown) => ({ method: 'PUT', path: '/api/notes/7', json }),
    ...{ offline: 'queue', version },
    migrate: { 2: (old: { id: string }) => ({ name: old.id }) },
  });

it.each([
  ['a short body', 'secret'],
  ['a large body', LARGE],
])(
  'an encrypted entry of an older version with %s is migrated, and stays encrypted',
  async (_, body) => {
    const old = await openSilent();
    await old.add(withBody('a', body));
    await old.add(withBody('b', body));
    const page = await open({ migration: migrateEntries([write(2)]) });
    const first = await stage.server.next();
    expect(first.request).toMatchObject({ method: 'PUT', body: '{"name":"a"}' });
    expect(page.entries.getSnapshot()[0]).toMatchObject({ version: 2, input: { name: 'a' } });
    first.answer(200, {});
    expect((await stage.server.next()).request.body).toBe('{"name":"b"}');
  },
);

it('an encrypted entry takes nothing in, so that no content is lost', async () => {
  const encrypted = await openSilent();
  const plain = await stage.open({ identity: createCell(null), coalescing: coalesceUnsent() });
  await plain.add(entry('first', { lane: 'first' }));
  const other = await openSilent({ coalescing: coalesceUnsent() });
  await other.add(entry('a', { coalesce: 'edit' }));
  await plain.add(entry('b', { coalesce: 'edit' }));
  await encrypted.dispose();
  const outbox = await open();
  const bodies: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const arrival = await stage.server.next();
    bodies.push(String(arrival.request.body));
    arrival.answer(200, {});
  }
  expect(bodies.toSorted()).toEqual(['{"id":"a"}', '{"id":"b"}', '{"id":"first"}']);
  await untilGone(outbox, 'b');
});
