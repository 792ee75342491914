import { Failure } from '../../failures/failure.ts';
import { createCell } from '../../observable/cell.ts';
import { PRECONDITION_FAILED } from '../../failures/kinds/http.ts';
import { createWorld, type MemoryOutbox } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { followOutdating } from './follow-outdating.ts';

const add = (outbox: MemoryOutbox, id: string, { owner = 'mira', invalidates = ['list'] } = {}) =>
  outbox.add({
    ...{ id, owner, lane: id, operation: 'save', version: 1, invalidates },
    request: { method: 'POST', url: '/a', headers: {}, body: null },
    ...{ expectation: { accept: 'json' }, honoursKey: true, incidentId: 'i', input: undefined },
  });

const refuse = (outbox: MemoryOutbox, id: string): void =>
  outbox.set(id, {
    ...{ kind: 'blocked', reason: 'conflict' },
    failure: new Failure(PRECONDITION_FAILED),
  });

async function following(ids: readonly string[], before?: (outbox: MemoryOutbox) => void) {
  const { outbox, platform } = createWorld();
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await add(outbox, id);
  }
  before?.(outbox);
  let told = 0;
  const user = createCell<string | undefined>('mira');
  const stop = followOutdating(outbox, 'list', user.getSnapshot, () => (told += 1));
  return { outbox, user, stop, told: async () => (await platform.advance(0), told) };
}

it('tells each time that the server refuses a write because of another version', async () => {
  const { outbox, told } = await following(['a', 'b']);
  refuse(outbox, 'a');
  expect(await told()).toBe(1);
  refuse(outbox, 'b');
  expect(await told()).toBe(2);
  outbox.set('a', { kind: 'queued' });
  expect(await told()).toBe(2);
  refuse(outbox, 'a');
  expect(await told()).toBe(3);
});

it('says nothing about a write that already waited for the choice of the user', async () => {
  const { outbox, told } = await following(['a', 'b'], (given) => refuse(given, 'a'));
  outbox.set('b', { kind: 'sending' });
  expect(await told()).toBe(0);
});

it('says nothing about another user or writes that name other reads, nor after its end', async () => {
  const { outbox, user, stop, told } = await following(['a', 'b']);
  await add(outbox, 'other', { invalidates: ['another'] });
  refuse(outbox, 'other');
  outbox.apply('other');
  user.set('noor');
  refuse(outbox, 'a');
  outbox.apply('a');
  expect(await told()).toBe(0);
  user.set('mira');
  stop();
  refuse(outbox, 'b');
  expect(await told()).toBe(0);
});
