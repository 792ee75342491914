import { createCollection, localOnlyCollectionOptions } from '@tanstack/db';
import { IndexedDBAdapter, startOfflineExecutor } from '@tanstack/offline-transactions';
import type { Turn } from '../browsers/messages.ts';
import { addressOf, bodyOf, type Contestant } from '../browsers/page/contestant.ts';
import type { Note } from '../browsers/plan-trial.ts';

/** The interval at which the page asks whether its transaction is in the outbox. */
const LOOK_MS = 2;

/** As the README shows it. The key goes to the server in the header of the contract. */
export async function openTanstack(turn: Turn): Promise<Contestant> {
  const notes = createCollection(
    localOnlyCollectionOptions<Note, string>({ id: 'notes', getKey: ({ id }) => id }),
  );
  const offline = startOfflineExecutor({
    collections: { notes },
    storage: new IndexedDBAdapter(turn.trial, 'transactions'),
    mutationFns: {
      async addNote({ transaction, idempotencyKey }) {
        for (const { modified } of transaction.mutations) {
          const note = modified as unknown as Note;
          const response = await fetch(addressOf(note, turn), {
            method: 'POST',
            headers: { 'idempotency-key': `"${idempotencyKey}"` },
            body: bodyOf(note, turn),
          });
          if (!response.ok) throw new Error(`It was answered with ${response.status}.`);
        }
      },
    },
  });
  await offline.waitForInit();
  return {
    async add(note) {
      const transaction = offline.createOfflineTransaction({
        mutationFnName: 'addNote',
        autoCommit: false,
      });
      transaction.mutate(() => void notes.insert(note));
      const commit: { done?: true; refusal?: unknown } = {};
      transaction.commit().then(
        () => (commit.done = true),
        (error: unknown) => (commit.refusal = error),
      );
      // `commit` settles with the server's answer. An app that says earlier that a note is kept can only ask the
      // outbox for it.
      while (
        !commit.done &&
        !(await offline.peekOutbox()).some(({ id }) => id === transaction.id)
      ) {
        if (commit.refusal !== undefined) throw commit.refusal;
        await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
      }
    },
    left: async () =>
      (await offline.peekOutbox()).flatMap(({ mutations }) =>
        mutations.map(({ modified }) => ({ id: String(modified.id), state: 'queued' })),
      ),
  };
}
