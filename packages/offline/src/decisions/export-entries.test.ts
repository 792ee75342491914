import { expect, it } from 'vitest';
import { untilState } from '../outbox/outbox-stage.contract.ts';
import { fromTypedJson } from '../drafts/typed-json.ts';
import { noteEntry, openDecisions } from './decisions-stage.contract.ts';
import { exportEntries } from './export-entries.ts';

const linesOf = async (file: Blob): Promise<readonly unknown[]> =>
  (await file.text())
    .trimEnd()
    .split('\n')
    .map((line) => fromTypedJson(line, undefined).value);

it('all entries of a user are exported as a file, with requests, failures and bytes', async () => {
  const { outbox, server } = await openDecisions();
  const body = new Uint8Array([0, 255, 7]);
  await outbox.add(noteEntry('a', { input: { at: new Date(5) } }));
  await outbox.add(
    noteEntry('b', { request: { method: 'PUT', url: 'https://api.test/b', headers: {}, body } }),
  );
  (await server.next()).answer(422);
  await untilState(outbox, 'a', 'dead');
  const file = await exportEntries(outbox);
  expect(file.type).toBe('application/x-ndjson');
  expect(await linesOf(file)).toMatchObject([
    { file: 'holdfast-outbox', format: 1, owner: 'ann' },
    {
      entry: {
        ...{ id: 'a', owner: 'ann', input: { at: new Date(5) } },
        state: { kind: 'dead', failure: { code: 'REQUEST_INVALID' } },
        request: { url: 'https://api.test/notes/a', body: '{"text":"mine"}' },
      },
    },
    { entry: { id: 'b', request: { body } } },
  ]);
});

it('one dead letter can be exported alone, and no entry of another user', async () => {
  const { outbox, identity } = await openDecisions();
  for (const id of ['a', 'b']) await outbox.add(noteEntry(id));
  expect(await linesOf(await exportEntries(outbox, ['b']))).toMatchObject([
    { owner: 'ann' },
    { entry: { id: 'b' } },
  ]);
  identity.set({ subject: 'ben' });
  expect(await linesOf(await exportEntries(outbox, ['b']))).toMatchObject([{ owner: 'ben' }]);
});

it('a user who signs out during an export leaves no file to the next user', async () => {
  const { outbox, identity } = await openDecisions();
  for (const id of ['a', 'b']) await outbox.add(noteEntry(id));
  const exported = exportEntries(outbox);
  identity.set({ subject: 'ben' });
  await expect(exported).rejects.toMatchObject({ code: 'OWNER_MISSING' });
});
