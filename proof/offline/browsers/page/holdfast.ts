import { createCell, fetchTransport } from '@holdfast/core';
import { addRequest, createOutbox } from '@holdfast/offline';
import type { Left, Turn } from '../messages.ts';
import { addressOf, bodyOf, type Contestant, registerWorker } from './contestant.ts';

const UNREAD: Left = { id: undefined, state: 'unread' };

export async function openHoldfast(turn: Turn): Promise<Contestant> {
  await registerWorker('/holdfast-worker.js');
  const outbox = createOutbox({
    transport: fetchTransport(),
    identity: createCell({ subject: turn.owner }),
    name: turn.trial,
    ...(turn.limits && { limits: turn.limits }),
  });
  await outbox.ready;
  return {
    async add(note) {
      const request = new Request(addressOf(note, turn), {
        method: 'POST',
        body: bodyOf(note, turn),
      });
      const { kept } = await addRequest(outbox, request, { lane: note.lane, operation: note.id });
      if (kept === false) throw new Error('It is only on the page.');
    },
    async left() {
      const entries = outbox.entries.getSnapshot();
      const left = entries.map(({ operation, state }) => ({ id: operation, state: state.kind }));
      // The list is empty also as long as the database does not answer.
      return outbox.storage.getSnapshot() === 'ok' ? left : [...left, UNREAD];
    },
  };
}

/** Lets the worker send, as a browser does when no page is open. */
export async function wakeWorker(): Promise<void> {
  const { active } = await registerWorker('/holdfast-worker.js');
  active?.postMessage('drain', []);
}
