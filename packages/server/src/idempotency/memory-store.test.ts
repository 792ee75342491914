import { expect, it, onTestFinished, vi } from 'vitest';
import { idempotencyStoreContract } from './idempotency-store.contract.ts';
import { largeAnswersContract } from './large-answers.contract.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

async function open() {
  let count = 0;
  return {
    store: memoryStore(),
    effect: async (transaction: MemoryTransaction) => {
      count += 1;
      transaction.onRollback(() => (count -= 1));
    },
    effects: async () => count,
    close: async () => {},
  };
}

idempotencyStoreContract('memory', open);
largeAnswersContract('memory', open);

it('a task or an undo that throws keeps no other from running, and takes back nothing that is kept', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());
  const store = memoryStore();
  const key = { scope: 'mira', key: 'a' };
  const answer = { status: 201, headers: {}, body: null };
  let count = 0;
  const ran: string[] = [];
  const write = (fails: boolean) =>
    store.withKey(key, async (held) => {
      await held.attempt(
        async (transaction) => {
          count += 1;
          transaction.onRollback(() => (count -= 1));
          transaction.onRollback(() => {
            throw new Error('an undo of the app');
          });
          transaction.onCommit(() => {
            throw new Error('a task of the app');
          });
          transaction.onCommit(() => ran.push('the task behind it'));
        },
        () => !fails,
      );
      if (!fails) await held.finish({ fingerprint: 'f', answer, finishedAt: 1 });
    });
  await write(true);
  expect(count).toBe(0);
  await write(false);
  expect(count).toBe(1);
  expect(ran).toEqual(['the task behind it']);
  const record = await store.withKey(key, async (held) => held.record?.answer.status);
  expect(record).toEqual({ kind: 'done', value: 201 });
  expect(told).toHaveBeenCalledTimes(2);
});
