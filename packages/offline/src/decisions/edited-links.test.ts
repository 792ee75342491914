import { defineWrite, type StandardSchema } from '@holdfast/core';
import { temporaryIdOf } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { awaitDependencies } from '../chains/await-dependencies.ts';
import { coalesceUnsent } from '../chains/coalesce-unsent.ts';
import { noteEntry, openDecisions } from './decisions-stage.contract.ts';
import { editEntry } from './edit-entry.ts';

interface Tagged {
  readonly id: string;
  readonly tag?: string;
  readonly parent?: string;
}

const Tagged: StandardSchema<Tagged> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Tagged }) },
};

const tagNote = defineWrite('note.tag', {
  input: Tagged,
  request: ({ id, tag }: Tagged) => ({ method: 'PUT', path: `notes/${id}`, json: { tag } }),
  after: ({ parent }: Tagged) => (parent === undefined ? [] : [parent]),
  coalesce: 'latest',
  coalesceKey: ({ id }: Tagged) => id,
  offline: 'queue',
});
const NEW_ID = '00000000-0000-7000-8000-000000000002';
const parts = { dependencies: awaitDependencies(), coalescing: coalesceUnsent() };

it('an edited entry waits for the entries that its new content names, and not for those that only the old content named', async () => {
  const { outbox } = await openDecisions(parts);
  await outbox.pause();
  const [old, fresh] = [temporaryIdOf('old'), temporaryIdOf(NEW_ID)];
  const first = noteEntry('a', { operation: 'note.tag', after: ['parent-1', old] });
  await outbox.add(first);
  await editEntry(outbox, 'a', tagNote, { id: 'a', tag: fresh, parent: 'parent-2' });
  expect(await outbox.inspect(['a'])).toMatchObject([{ after: ['parent-2', fresh] }]);
  await editEntry(outbox, 'a', tagNote, { id: 'a', tag: 'plain' });
  const [plain] = await outbox.inspect(['a']);
  expect(plain?.after).toBeUndefined();
});

it('an edited entry takes in later ones of its new content only', async () => {
  const { outbox } = await openDecisions(parts);
  await outbox.pause();
  await outbox.add(noteEntry('a', { operation: 'note.tag', coalesce: '=a' }));
  await editEntry(outbox, 'a', tagNote, { id: 'b' });
  expect(await outbox.inspect(['a'])).toMatchObject([{ coalesce: '=b' }]);
});

it('an edit is refused by name when the outbox was not given the part that it needs', async () => {
  const { outbox } = await openDecisions({ coalescing: parts.coalescing });
  await outbox.pause();
  await outbox.add(noteEntry('a', { operation: 'note.tag' }));
  await expect(editEntry(outbox, 'a', tagNote, { id: 'a' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ pointer: '/after' }] },
  });
});

it('an edit with a body that the outbox would not keep is refused before anything changes', async () => {
  const { outbox } = await openDecisions({ ...parts, limits: { maxBodyBytes: 100 } });
  await outbox.pause();
  await outbox.add(noteEntry('a', { operation: 'note.tag' }));
  await expect(
    editEntry(outbox, 'a', tagNote, { id: 'a', tag: 'x'.repeat(100) }),
  ).rejects.toMatchObject({ code: 'BODY_TOO_LARGE', details: { limitBytes: 100 } });
  expect(await outbox.inspect(['a'])).toMatchObject([{ request: { body: '{"text":"mine"}' } }]);
});
