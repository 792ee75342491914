import { createCell } from '@holdfast/core';
import { creatorOf, type EntryEnd, type EntryState } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../outbox/entry-record.ts';
import { entry } from '../outbox/outbox-stage.contract.ts';
import { awaitDependencies } from './await-dependencies.ts';
import { createTemporaryId } from './temporary-ids.ts';

const token = createTemporaryId();
const creator = String(creatorOf(token));

/** An outbox that keeps one entry that creates a thing, and the row with the id of that thing. */
function attached(readRow: () => Promise<unknown>) {
  const dependencies = awaitDependencies();
  const state = createCell<EntryState | EntryEnd>({ kind: 'queued' });
  let reads = 0;
  dependencies.attach({
    follow: () => state,
    owner: () => 'ann',
    isUnkept: () => false,
    realIdRow() {
      reads += 1;
      return readRow();
    },
  });
  return { dependencies, state, reads: () => reads };
}

describe('the id of the server for a temporary one', () => {
  it('is known once the entry that creates the thing was applied, and is read once', async () => {
    const { dependencies, state, reads } = attached(async () => ({ owner: 'ann', real: 7 }));
    const id = dependencies.realId(token);
    expect([id.getSnapshot(), reads()]).toEqual([undefined, 0]);
    state.set({ kind: 'applied', value: 1, replayed: false });
    await expect.poll(() => id.getSnapshot()).toBe(7);
    expect(dependencies.realId(token)).toBe(id);
    expect(reads()).toBe(1);
  });

  it('stays unknown where its row belongs to another user, or cannot be read', async () => {
    for (const read of [
      async () => ({ owner: 'bob', real: 7 }),
      () => Promise.reject(new Error()),
    ]) {
      const { dependencies, state, reads } = attached(read);
      const id = dependencies.realId(token);
      state.set({ kind: 'cancelled' });
      await expect.poll(reads).toBe(1);
      expect(id.getSnapshot()).toBeUndefined();
    }
  });

  it('is never known for another text, and not before the part belongs to an outbox', () => {
    const { dependencies, reads } = attached(async () => ({ owner: 'ann', real: 7 }));
    expect(dependencies.realId('no temporary id').getSnapshot()).toBeUndefined();
    expect(awaitDependencies().realId(token).getSnapshot()).toBeUndefined();
    expect(reads()).toBe(0);
  });
});

describe('an entry that is added', () => {
  const { prepare, before, adding } = awaitDependencies();

  it('waits for the entries that it names, that its operation names and whose ids its request contains', () => {
    const request = { ...entry('a').request, url: `/api/${token}` };
    const source = { operation: { after: () => ['x', { id: 'y' }] }, describe: () => request };
    const named = prepare(entry('a', { after: ['w', 'x'], request }), source as never);
    expect(named.after).toEqual(['w', 'x', 'y', token]);
    expect(prepare(entry('a'), undefined)).not.toHaveProperty('after');
  });

  it('does not wait for the thing that it creates itself', () => {
    const request = { ...entry('a').request, url: `/api/${token}` };
    const made = entry(creator, { temporaryId: token, request });
    expect(prepare(made, undefined).after).toBeUndefined();
  });

  it('is refused by name when it names itself, no id, or the temporary id of another entry', () => {
    for (const [pointer, change] of [
      ['/after', { after: ['a'] }],
      ['/after', { after: [7] }],
      ['/temporaryId', { temporaryId: token }],
    ] as const) {
      const named = { details: { issues: [expect.objectContaining({ pointer })] } };
      expect(() => prepare(entry('a', change as object), undefined)).toThrow(
        expect.objectContaining(named),
      );
    }
  });

  it('is added after the additions under way that it waits for', async () => {
    let add!: () => void;
    adding(entry(creator), new Promise<void>((resolve) => (add = resolve)));
    expect(before(entry('b', { after: ['other'] }))).toBeUndefined();
    expect(before(entry('b'))).toBeUndefined();
    const others = before(entry('b', { after: [token] }));
    add();
    await others;
    expect(before(entry('b', { after: [token] }))).toBeUndefined();
  });
});

it('a head waits while the store has not read its dependencies, and a head without dependencies is sent', () => {
  const { rule, dress } = awaitDependencies();
  const head = { ...recordOf(entry('a'), 5), seq: 1 };
  expect(rule({ ...head, after: ['x'] }, undefined)).toEqual({ kind: 'unchanged' });
  expect(rule(head, undefined)).toBeUndefined();
  expect(dress(head, undefined)).toBe(head);
});
