import { asFailure, type EntryState, type NewEntry, type Platform } from '@holdfast/core/parts';
import type { MemoryOutbox } from './memory-outbox.ts';

const AGAIN_MS = 1_000;

export interface SendingOutbox extends MemoryOutbox {
  /** Ends the page: no page gets its answers, and the next page sends entries that were under way again. */
  leavePage(): void;
}

/**
 * Lets an outbox in memory send by itself, as the outbox of a page does: the first entry of each lane, when it is added
 * and when it is woken. After a transient failure it retries after a second; any other failure makes the entry a
 * dead letter.
 *
 * @param deliver sends one entry; `undefined` while there is no network
 */
export function sendingOutbox(
  outbox: MemoryOutbox,
  platform: Pick<Platform, 'now' | 'schedule'>,
  deliver: (entry: NewEntry) => Promise<unknown> | undefined,
): SendingOutbox {
  const added = new Map<string, NewEntry>();

  function drain(): void {
    const lanes = new Set<string>();
    for (const { id, lane, state, undoUntil = 0 } of outbox.entries.getSnapshot()) {
      if (lanes.has(lane)) continue;
      lanes.add(lane);
      const heldMs = undoUntil - platform.now();
      if (state.kind !== 'queued') continue;
      if (heldMs > 0) platform.schedule(heldMs, drain);
      else void send(id);
    }
  }
  /** Puts an entry into a state, and gives the question whether it is still in that one. */
  const put = (id: string, state: EntryState): (() => boolean) => {
    outbox.set(id, state);
    return () => outbox.follow(id).getSnapshot() === state;
  };

  async function send(id: string): Promise<void> {
    const entry = added.get(id);
    const sent = entry && deliver(entry);
    if (!sent) return;
    // The page may end and a test may decide the entry while it is sent, and a user may send it again while it waits.
    const isSending = put(id, { kind: 'sending' });
    try {
      const value = await sent;
      if (!isSending()) return;
      outbox.apply(id, value);
    } catch (error) {
      if (!isSending()) return;
      const failure = asFailure(error);
      if (failure.retry === 'never') outbox.set(id, { kind: 'dead', failure });
      else {
        const waitMs = failure.retryAfterMs ?? AGAIN_MS;
        const dueAt = platform.now() + waitMs;
        const isWaiting = put(id, { kind: 'waiting', dueAt, failure });
        platform.schedule(waitMs, () => {
          if (isWaiting()) void outbox.retry(id).then(drain);
        });
      }
    }
    drain();
  }

  return {
    ...outbox,
    async add(entry, body, source) {
      await outbox.add(entry, body, source);
      added.set(entry.id, entry);
    },
    async retry(id) {
      await outbox.retry(id);
      drain();
    },
    wake() {
      outbox.wake();
      drain();
    },
    leavePage() {
      for (const { id, state } of outbox.entries.getSnapshot()) {
        if (state.kind === 'sending') outbox.set(id, { kind: 'queued' });
      }
    },
  };
}
