import type { EntryView } from '@holdfast/core';
import { surface, webPlatform, type BlockReason, type Platform } from '@holdfast/core/parts';
import { fullJitter } from '../outbox/full-jitter.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface WatchOptions {
  /** @default webPlatform */
  readonly platform?: Platform;
  /** How long to wait before the first look at a blocked entry, in milliseconds. @default 0 */
  readonly firstAfterMs?: number;
  /** How often one entry is worked on in this page before it is left to the user. @default 5 */
  readonly mostRounds?: number;
}

interface Watched {
  /** How often the entry had been sent at the last look. */
  readonly sends: number;
  readonly rounds: number;
  readonly cancel: () => void;
}

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 300_000;

/**
 * Works on each entry of an operation that is blocked for a reason, once after each refusal. When the work
 * rejects, it is retried after ever longer pauses. Every tab works on the entry; the first result that the
 * entry takes counts. Returns the function that ends it.
 */
export function watchBlocked(
  outbox: Pick<Outbox, 'entries'>,
  { reason, operation }: { readonly reason: BlockReason; readonly operation: string },
  { platform = webPlatform, firstAfterMs = 0, mostRounds = 5 }: WatchOptions,
  work: (entry: EntryView) => Promise<unknown>,
): () => void {
  const watched = new Map<string, Watched>();
  const isBlocked = ({ operation: name, state }: EntryView): boolean =>
    name === operation && state.kind === 'blocked' && state.reason === reason;

  const begin = (entry: EntryView, rounds: number): void => {
    let failures = 0;
    const later = (ms: number): void => {
      const cancel = platform.schedule(ms, () => void run());
      watched.set(entry.id, { sends: entry.sends, rounds, cancel });
    };
    const run = async (): Promise<void> => {
      try {
        await work(entry);
      } catch (error) {
        // The app's own code: it may have no network, or a mistake that the developer should see.
        if (failures === 0) surface(error);
        if (watched.get(entry.id)?.sends !== entry.sends) return;
        failures += 1;
        later(fullJitter(failures, RETRY_MS, RETRY_MAX_MS, platform.random()));
      }
    };
    later(firstAfterMs);
  };
  const look = (): void => {
    const all = outbox.entries.getSnapshot();
    for (const [id, { cancel }] of watched) {
      const entry = all.find((one) => one.id === id);
      if (!entry || !isBlocked(entry)) cancel();
      if (!entry) watched.delete(id);
    }
    for (const entry of all.filter(isBlocked)) {
      const { sends, rounds } = watched.get(entry.id) ?? { sends: -1, rounds: 0 };
      if (sends !== entry.sends && rounds < mostRounds) begin(entry, rounds + 1);
    }
  };
  const leave = outbox.entries.subscribe(look);
  look();
  return () => {
    leave();
    for (const { cancel } of watched.values()) cancel();
    watched.clear();
  };
}
