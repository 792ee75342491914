import type { WaitReason } from '@holdfast/core/parts';
import type { Admission } from './admission.ts';
import { sendClaimed, type ClaimedContext } from './send-claimed.ts';
import { createClaims, type ClaimContext } from './create-claims.ts';
import { createBell } from './bell.ts';
import type { Burst, BurstEnd } from './burst.ts';
import type { StoredEntry } from './entry-record.ts';
import { giveWay, type Yielding } from './give-way.ts';
import type { MayFollow } from './may-follow.ts';
import { originOf } from './origin-of.ts';
import { nextEntry, type EntryEvent } from './outbox-state.ts';
import type {
  BurstStep,
  BurstStepResult,
  ClaimQuery,
  EntryChange,
  FollowQuery,
  Pulse,
  ReplayStore,
  Transition,
} from './outbox-store.ts';
import { crowdAt, roomFor, slowInMs, type Flight } from './places-state.ts';

export interface BurstContext extends ClaimedContext, ClaimContext {
  readonly store: ReplayStore;
  readonly admission: Admission;
  /** Hears every change after its commit. */
  readonly changed: (changes: readonly EntryChange[]) => void;
  /** Hears, after a look at the heads of lanes, why one of them is not sent now. Told again only when it changes. */
  readonly held: (head: StoredEntry, waitsFor: WaitReason) => void;
  /** Hears what the first entries of all lanes are. Another context may have changed them and died before it told. */
  readonly looked?: ((heads: readonly StoredEntry[]) => void) | undefined;
  /** Claims the entry behind one that is on its way, where it gives true. @default each waits for the one before it */
  readonly mayFollow?: MayFollow;
}

interface FlightHere extends Yielding {
  readonly entry: StoredEntry;
  settled?: Promise<void>;
  /** Claimed, and sent when this one is applied. */
  next?: StoredEntry;
  /** What became of the send. */
  event?: EntryEvent;
}

// A lane that was not tried yet and only waits for the next probe keeps the burst from ending: a worker may
// not live to begin another.
const LINGER_MS = 200;

/**
 * Sends entries until none is ready or the time is up. The caller holds the drain lock, or passes `seen`, the
 * last sign of life of a holder for which it no longer waits. If two bursts run all the same, the epoch keeps
 * them from both claiming an entry.
 */
export function startBurst(context: BurstContext, signal: AbortSignal, seen?: Pulse): Burst {
  const { store, platform, limits, admission, owner, changed, held } = context;
  const { ring, pending, rung } = createBell();
  const started = platform.monotonic();
  const inFlight = new Set<FlightHere>();
  /** The entries that were on their way when the last step began. */
  let flown: FlightHere[] = [];
  /** The crowds of sends that leave no place for lanes that were never tried. */
  let crowds: (readonly FlightHere[])[] = [];
  let answers: BurstStep['answers'] = [];
  let epoch = 0;
  let sent = 0;
  let afterLane: string | undefined;
  let plannedMs = Infinity;
  let plannedAt = 0;
  let untriedAt = Infinity;
  // The number of the burst is the first sign of life.
  let beatAt = started + limits.lockWithinMs / 3;
  /** When every lane that was ready had a place. */
  let wholeAt = -Infinity;
  /** The origins that applied the last entry. */
  const flowing = new Set<string>();
  const reasons = new Map<string, WaitReason>();
  let news: [StoredEntry, WaitReason][] = [];
  let stop: Exclude<BurstEnd['kind'], 'idle'> | undefined;

  const flightOf = (entry: StoredEntry): FlightHere => ({
    entry,
    startedAt: platform.monotonic(),
    wasSilent: entry.rest !== undefined,
    origin: originOf(entry),
    mayGiveWay: entry.honoursKey,
    gaveWay: false,
  });
  const flights = (): FlightHere[] => [...inFlight];

  const isSlow = ({ startedAt }: Flight): boolean =>
    platform.monotonic() - startedAt >= limits.slowMs;
  /** Lanes may go on without a look at the others, which may wait for a place: but not for long. */
  const mayFlow = (): boolean =>
    stop === undefined &&
    platform.monotonic() < Math.min(started + limits.burstMs, wholeAt + limits.slowMs / 2);
  const told = ({ id }: StoredEntry, event: EntryEvent): void => {
    const transition: Transition = (stored) => nextEntry(stored, event, limits);
    answers = [...answers, { id, transition }];
  };
  const giveBack = (flight: FlightHere): void => {
    if (flight.next) told(flight.next, { type: 'withdrawn', epoch });
    delete flight.next;
  };
  /**
   * Sends the entry behind one that was applied, while the database still writes that. The claim of a send that took
   * long is given back: this context may have been frozen, and another one may have gone on.
   */
  const goOn = (flight: FlightHere): void => {
    const { next, event } = flight;
    if (next && event?.type === 'accepted' && mayFlow() && !isSlow(flight)) start(next);
    else giveBack(flight);
  };

  const start = (entry: StoredEntry): FlightHere => {
    reasons.delete(entry.id);
    const flight = flightOf(entry);
    const settle = async (): Promise<void> => {
      const event = await sendClaimed(
        entry,
        flight,
        context,
        signal,
        epoch,
        claims.dressing(entry),
      );
      flight.event = event;
      if (flight.sending) sent += 1;
      inFlight.delete(flight);
      told(entry, event);
      if (event.type === 'accepted') flowing.add(flight.origin);
      else flowing.delete(flight.origin);
      goOn(flight);
      ring();
    };
    inFlight.add(flight);
    flight.settled = settle();
    return flight;
  };

  const wait = (head: StoredEntry, why: WaitReason, until: number): number => {
    if (reasons.get(head.id) !== why) news.push([head, why]);
    reasons.set(head.id, why);
    return until;
  };

  const claims = createClaims(context, (head) => wait(head, 'entry', Infinity));
  const claimOf = (room: number, now: number, survives: boolean): ClaimQuery => {
    let all = flights();
    let probed = false;
    return {
      begin() {
        untriedAt = Infinity;
        crowds = [];
        all = flights();
        probed = false;
        claims.begin(now);
      },
      ...{ owner: owner(), room, afterLane, epoch },
      first: admission.first(all.filter(isSlow).length > limits.parallel),
      transition: claims.transition(epoch, survives),
      // An entry that waits for others is looked at again when one of them has changed.
      dueOf: claims.dueOf,
      admit(head) {
        const flight = flightOf(head);
        const { wasSilent, startedAt } = flight;
        const at = admission.mayTryAt(head);
        if (at > startedAt) {
          if (!wasSilent) untriedAt = Math.min(untriedAt, at);
          return wait(head, 'address', now + Math.ceil(at - startedAt));
        }
        const isProbe = at > -Infinity;
        // One probe at a time, because its result decides about the others.
        const isSecond = isProbe && probed;
        const crowd = isSecond ? [] : crowdAt(flight, all, startedAt, limits);
        if (crowd) {
          if (!wasSilent) crowds.push(crowd);
          return wait(head, wasSilent || isSecond ? 'address' : 'place', Infinity);
        }
        all.push(flight);
        probed ||= isProbe;
        return true;
      },
    };
  };

  const followOf = (mayFollow: MayFollow): FollowQuery => ({
    ...{ owner: owner(), epoch, transition: claims.transition(epoch, true) },
    heads: flown.map(({ entry }) => entry),
    mayFollow: (next, head) => flowing.has(originOf(head)) && mayFollow(next, head),
  });

  const step = async (room = 0): Promise<BurstStepResult> => {
    const askedAt = platform.monotonic();
    const isBeat = askedAt >= beatAt - limits.lockWithinMs / 4;
    if (isBeat) beatAt = askedAt + limits.lockWithinMs / 3;
    const now = platform.now();
    const { length } = answers;
    const survives = claims.buries();
    const claim = room > 0 ? claimOf(room, now, survives) : undefined;
    flown = flights().filter((flight) => !flight.next && !isSlow(flight));
    const canFollow = seen === undefined && flowing.size > 0 && (claim || mayFlow());
    const result = await store.step({
      ...{ answers, claim, epoch, isBeat, survives, now },
      follow: context.mayFollow && canFollow ? followOf(context.mayFollow) : undefined,
    });
    answers = answers.slice(length);
    if (claim) {
      plannedMs = result.dueAt - now;
      plannedAt = askedAt;
      wholeAt = result.whole ? platform.monotonic() : -Infinity;
      admission.looked(result.claimed.map(({ lane }) => lane));
    }
    return result;
  };

  // No wait becomes longer than planned when the wall clock is set back, or when the other clock begins anew.
  const dueIn = (): number => Math.min(plannedMs, plannedMs + plannedAt - platform.monotonic());
  const startAll = ({ claimed: heads, followers }: BurstStepResult): void => {
    flown.push(...heads.map(start));
    for (const next of followers) {
      const flight = flown.find(({ entry: { lane } }) => lane === next.lane)!;
      flight.next = next;
      // It was answered meanwhile.
      if (flight.event) goOn(flight);
    }
  };

  const slowIn = (): number => slowInMs(flights(), platform.monotonic(), limits);
  // The burst goes on when only slow sends are left: they keep the lock, and must not keep other lanes waiting.
  const isOver = (): boolean =>
    platform.monotonic() - started >= limits.burstMs &&
    (inFlight.size === 0 || slowIn() < Infinity);

  const run = async (): Promise<BurstEnd> => {
    const begun = await store.nextEpoch(seen);
    if (begun === undefined) return { kind: 'fenced', epoch, sent, dueInMs: Infinity };
    epoch = begun;
    signal.addEventListener('abort', ring);
    try {
      for (;;) {
        if (signal.aborted) stop ??= 'stopped';
        for (const flight of inFlight) if (isSlow(flight)) giveBack(flight);
        const over = isOver();
        if (over && inFlight.size === 0) stop ??= 'expired';
        const mayClaim = stop === undefined && !over;
        const room = mayClaim ? roomFor(flights(), platform.monotonic(), limits) : 0;
        let whole = false;
        // A long upload gives signs of life, so that no other tab takes its lock for one of a dead tab.
        if (answers.length > 0 || room > 0 || platform.monotonic() >= beatAt) {
          const result = await step(room);
          if (result.fenced) stop ??= 'fenced';
          ({ whole } = result);
          if (claims.buries()) ring();
          afterLane = result.claimed.at(-1)?.lane ?? afterLane;
          startAll(result);
          changed(result.changes);
          const migrated = await claims.migrated(platform.now());
          if (migrated) {
            changed(migrated);
            ring();
          }
          if (whole && !result.fenced && result.heads) context.looked?.(result.heads);
          news.forEach(([head, why]) => held(head, why));
          news = [];
        }
        const isIdle =
          stop !== undefined || !(pending() || untriedAt - platform.monotonic() <= LINGER_MS);
        if (inFlight.size === 0 && answers.length === 0 && isIdle) break;
        let cancel: (() => void) | undefined;
        if (stop === undefined) {
          // Another lane may begin although nothing that is on its way has ended.
          const beatIn = inFlight.size > 0 ? beatAt - platform.monotonic() : Infinity;
          const ms = Math.min(
            whole ? dueIn() : Infinity,
            slowIn(),
            giveWay(crowds, admission, platform.monotonic()),
            beatIn,
          );
          if (ms < Infinity) cancel = platform.schedule(ms, ring);
        }
        await rung();
        cancel?.();
        // This wake-up may be the first event since the host lost its timers.
        for (const { sending } of inFlight) sending?.look();
      }
      if (seen !== undefined) await store.endEpoch(epoch);
    } catch (error) {
      stop ??= 'stopped';
      // The lock is given back only when nothing of this burst is on its way any more.
      await Promise.allSettled(flights().map(async ({ settled }) => settled));
      await step().then(
        ({ changes }) => changed(changes),
        () => {},
      );
      throw error;
    } finally {
      signal.removeEventListener('abort', ring);
    }
    return { kind: stop ?? 'idle', epoch, sent, dueInMs: dueIn() };
  };
  return {
    ended: run(),
    rescan() {
      wholeAt = -Infinity;
      // The user may have paused their lanes. The next step claims the others again.
      flights().forEach(giveBack);
      ring();
    },
  };
}
