import { describe, expect, it } from 'vitest';
import { ended, untilState } from '../outbox/outbox-stage.contract.ts';
import { noteEntry, openDecisions, saveNote } from './decisions-stage.contract.ts';
import { editEntry, retryUnderNewKey } from './edit-entry.ts';
import { inspectEntry } from './inspect-entry.ts';

const refused = async () => {
  const stage = await openDecisions();
  await stage.outbox.add(noteEntry('a'));
  await stage.outbox.add(noteEntry('b'));
  (await stage.server.next()).answer(422);
  await untilState(stage.outbox, 'a', 'dead');
  return stage;
};

describe('a dead letter', () => {
  it('can be inspected with its request, its key and its failure', async () => {
    const { outbox } = await refused();
    expect(await inspectEntry(outbox, 'a')).toMatchObject({
      ...{ id: 'a', key: 'a', mayHaveTakenEffect: false, honoursKey: true, sends: 1 },
      request: { method: 'PUT', url: 'https://api.test/notes/a', body: '{"text":"mine"}' },
      state: { kind: 'dead', failure: { code: 'REQUEST_INVALID' } },
    });
    await expect(inspectEntry(outbox, 'none')).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });

  it('can be edited: its operation makes the request anew, and it goes out first in its lane under a fresh key', async () => {
    const { outbox, server, platform } = await refused();
    const edit = { id: 'a', text: 'better', basedOn: 'v2' };
    await expect(editEntry(outbox, 'a', saveNote, edit, { platform })).resolves.toBe('edited');
    const arrival = await server.next();
    expect(arrival.key).not.toBe('a');
    expect(arrival.request).toMatchObject({
      ...{ url: 'https://api.test/notes/a', body: '{"text":"better"}' },
      headers: { 'if-match': '"v2"' },
    });
    expect(outbox.entries.getSnapshot()).toMatchObject([
      { id: 'a', input: edit, version: 2 },
      { id: 'b' },
    ]);
    const end = ended(outbox, 'a');
    arrival.answer(200, { ok: true });
    expect(await end).toMatchObject({ kind: 'applied', value: { ok: true } });
  });

  it('stays as it is when the new input is wrong', async () => {
    const { outbox, store } = await refused();
    // @ts-expect-error the compiler knows already
    await expect(editEntry(outbox, 'a', saveNote, { id: 'a', text: 4 })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues: [{ pointer: '/text' }] },
    });
    expect(store.all()[0]).toMatchObject({ key: 'a', input: { text: 'mine' } });
  });

  it('can be sent again under a new key', async () => {
    const { outbox, server } = await refused();
    await expect(retryUnderNewKey(outbox, 'a')).resolves.toBe('edited');
    const arrival = await server.next();
    expect(arrival.key).not.toBe('a');
    expect(arrival.request.body).toBe('{"text":"mine"}');
  });
});

describe('an entry', () => {
  it('that was never sent is edited in its place, under its key', async () => {
    const { outbox, server } = await refused();
    await expect(editEntry(outbox, 'b', saveNote, { id: 'b', text: 'new' })).resolves.toBe(
      'edited',
    );
    await outbox.cancel('a');
    const arrival = await server.next();
    expect(arrival).toMatchObject({ key: 'b', request: { body: '{"text":"new"}' } });
    // The entry is on its way now.
    const late = editEntry(outbox, 'b', saveNote, { id: 'b', text: 'newer' });
    await expect(late).resolves.toBe('too-late');
    await expect(retryUnderNewKey(outbox, 'b')).resolves.toBe('too-late');
  });

  it('that may have taken effect is edited only when its user says so', async () => {
    const { outbox, server, store } = await openDecisions();
    await outbox.add(noteEntry('a'));
    (await server.next()).answer(500);
    await untilState(outbox, 'a', 'waiting');
    await outbox.retry('a');
    (await server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    const edit = { id: 'a', text: 'new' };
    await expect(editEntry(outbox, 'a', saveNote, edit)).resolves.toBe('in-doubt');
    await expect(retryUnderNewKey(outbox, 'a')).resolves.toBe('in-doubt');
    expect(store.all()).toMatchObject([{ key: 'a', state: { kind: 'dead' } }]);
    const despiteDoubt = { despiteDoubt: true };
    await expect(editEntry(outbox, 'a', saveNote, edit, despiteDoubt)).resolves.toBe('edited');
    expect((await server.next()).key).not.toBe('a');
  });

  it('of another user cannot be edited or inspected', async () => {
    const { outbox, identity } = await refused();
    identity.set({ subject: 'ben' });
    const edit = editEntry(outbox, 'a', saveNote, { id: 'a', text: 'his' });
    await expect(edit).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });
});
