import type { Claims } from './create-claims.ts';
import type { StoredEntry } from './entry-record.ts';
import type { Yielding } from './give-way.ts';
import { originOf } from './origin-of.ts';
import { nextEntry, type EntryEvent } from './outbox-state.ts';
import type { BurstStep, BurstStepResult, Transition } from './outbox-store.ts';
import { sendClaimed, type ClaimedContext } from './send-claimed.ts';

/** A send of a burst. */
export interface BurstSend extends Yielding {
  readonly entry: StoredEntry;
  /** When the step began that claimed the entry, in monotonic milliseconds. */
  readonly claimedAt: number;
  settled?: Promise<void>;
  /** Claimed, and sent when this one is applied. */
  next?: StoredEntry;
  /** What became of the send. */
  event?: EntryEvent;
}

type Answer = BurstStep['answers'][number];

/** The sends of one burst that are on their way, and their answers until the database has them. */
export interface BurstSends {
  readonly onWay: ReadonlySet<BurstSend>;
  /** The answers that are not written yet, the oldest first. The caller takes out what it wrote. */
  readonly answers: Answer[];
  /** The origins that applied the last entry. */
  readonly flowing: ReadonlySet<string>;
  /** How many requests have left. */
  readonly sent: number;
  isSlow(send: Pick<BurstSend, 'startedAt'>): boolean;
  /** A send of this entry, as it would begin now. */
  of(entry: StoredEntry, claimedAt?: number): BurstSend;
  /** Begins the sends that a step claimed, and notes for `flown`, which were on their way before it, what follows them. */
  begin(step: BurstStepResult, flown: readonly BurstSend[], claimedAt: number, epoch: number): void;
  /** Gives back the claim of the entry behind a send. */
  giveBack(send: BurstSend): void;
}

/**
 * `ended` hears of each end of a send. `mayFlow` says whether a lane may go on without a look at the others.
 */
export function createBurstSends(
  context: ClaimedContext,
  signal: AbortSignal,
  dressing: Claims['dressing'],
  { ended, mayFlow }: { readonly ended: () => void; readonly mayFlow: () => boolean },
): BurstSends {
  const { platform, limits } = context;
  const onWay = new Set<BurstSend>();
  const flowing = new Set<string>();
  const answers: Answer[] = [];
  let epoch = 0;
  let sent = 0;

  const isSlow: BurstSends['isSlow'] = ({ startedAt }) =>
    platform.monotonic() - startedAt >= limits.slowMs;
  const of: BurstSends['of'] = (entry, claimedAt = platform.monotonic()) => ({
    entry,
    claimedAt,
    startedAt: platform.monotonic(),
    wasSilent: entry.rest !== undefined,
    origin: originOf(entry),
    mayGiveWay: entry.honoursKey,
    gaveWay: false,
  });
  const told = ({ id }: StoredEntry, event: EntryEvent): void => {
    const transition: Transition = (stored) => nextEntry(stored, event, limits);
    answers.push({ id, transition });
  };
  const giveBack = (send: BurstSend): void => {
    if (send.next) told(send.next, { type: 'withdrawn', epoch });
    delete send.next;
  };
  /**
   * Sends the entry behind one that was applied, while the database still writes that. The claim of a send that took
   * long is given back: this context may have been frozen, and another one may have gone on.
   */
  const goOn = (send: BurstSend): void => {
    const { next, event } = send;
    if (next && event?.type === 'accepted' && mayFlow() && !isSlow(send))
      start(next, send.startedAt);
    else giveBack(send);
  };
  const start = (entry: StoredEntry, claimedAt: number): BurstSend => {
    const send = of(entry, claimedAt);
    const settle = async (): Promise<void> => {
      const event = await sendClaimed(entry, send, context, signal, epoch, dressing(entry));
      send.event = event;
      if (send.sending) sent += 1;
      onWay.delete(send);
      told(entry, event);
      if (event.type === 'accepted') flowing.add(send.origin);
      else flowing.delete(send.origin);
      goOn(send);
      ended();
    };
    onWay.add(send);
    send.settled = settle();
    return send;
  };

  return {
    ...{ onWay, answers, flowing, isSlow, of, giveBack },
    get sent() {
      return sent;
    },
    begin({ claimed, followers }, flown, claimedAt, by) {
      epoch = by;
      const sends = [...flown, ...claimed.map((entry) => start(entry, claimedAt))];
      for (const next of followers) {
        // Another user, who signed in meanwhile or before, may have a lane of the same name.
        const send = sends.find(
          ({ entry: { lane, owner } }) => lane === next.lane && owner === next.owner,
        )!;
        send.next = next;
        // It was answered meanwhile.
        if (send.event) goOn(send);
      }
    },
  };
}
