import type { WaitReason } from '@holdfast/core/parts';
import type { Admission } from './admission.ts';
import { createBell } from './bell.ts';
import { createBurstSends } from './burst-sends.ts';
import type { Burst, BurstEnd } from './burst.ts';
import { createClaims, type ClaimContext } from './create-claims.ts';
import type { StoredEntry } from './entry-record.ts';
import { giveWay } from './give-way.ts';
import { createHeadClaims } from './head-claims.ts';
import type { MayFollow } from './may-follow.ts';
import { originOf } from './origin-of.ts';
import type {
  BurstStepResult,
  EntryChange,
  FollowQuery,
  Pulse,
  ReplayStore,
} from './outbox-store.ts';
import { roomFor, slowInMs } from './places-state.ts';
import type { ClaimedContext } from './send-claimed.ts';
import { createToldWaits } from './told-waits.ts';

export interface BurstContext extends ClaimedContext, ClaimContext {
  readonly store: ReplayStore;
  readonly admission: Admission;
  /** Hears every change after its commit. */
  readonly changed: (changes: readonly EntryChange[]) => void;
  /** Hears, after a look at the heads of lanes, why one of them is not sent now. Told again only when it changes. */
  readonly held: (head: StoredEntry, waitsFor: WaitReason) => void;
  /** Hears the first entries of all lanes. Another context may have changed them and died before it told this one. */
  readonly looked?: ((heads: readonly StoredEntry[]) => void) | undefined;
  /** Claims the entry behind one that is on its way, where it gives true. @default each waits for the one before it */
  readonly mayFollow?: MayFollow;
}

// A lane that was not tried yet and only waits for the next probe keeps the burst from ending: a worker may
// not live to begin another.
const LINGER_MS = 200;

/**
 * Sends entries until none is ready or the time is up. The caller holds the drain lock, or passes `seen`, the last
 * sign of life of a holder for which it no longer waits. If two bursts run at once nevertheless, the epoch keeps them
 * from both claiming an entry.
 */
export function startBurst(context: BurstContext, signal: AbortSignal, seen?: Pulse): Burst {
  const { store, platform, limits, admission, owner, changed, mayFollow } = context;
  const { ring, pending, rung } = createBell();
  const started = platform.monotonic();
  let epoch = 0;
  let plannedMs = Infinity;
  let plannedAt = 0;
  // The number of the burst is the first sign of life.
  let beatAt = started + limits.lockWithinMs / 3;
  /** The last time when every lane that was ready had a place. */
  let wholeAt = -Infinity;
  let stop: Exclude<BurstEnd['kind'], 'idle'> | undefined;

  /** Lanes may go on without a look at the others, which may wait for a place: but not for long. */
  const mayFlow = (): boolean =>
    stop === undefined &&
    platform.monotonic() < Math.min(started + limits.burstMs, wholeAt + limits.slowMs / 2);

  const waits = createToldWaits(context.held);
  const claims = createClaims(context, (head) => waits.found(head, 'entry'));
  const sends = createBurstSends(context, signal, claims.dressing, { ended: ring, mayFlow });
  const heads = createHeadClaims(context, claims, sends, waits);

  /** Writes the answers, claims what may go as far as there is room, and begins those sends. */
  const step = async (room = 0): Promise<BurstStepResult> => {
    const askedAt = platform.monotonic();
    const isBeat = askedAt >= beatAt - limits.lockWithinMs / 4;
    if (isBeat) beatAt = askedAt + limits.lockWithinMs / 3;
    const now = platform.now();
    const answers = [...sends.answers];
    const survives = claims.buries();
    const claim = room > 0 ? heads.query(room, now, epoch, survives) : undefined;
    const flown = [...sends.onWay].filter((send) => !send.next && !sends.isSlow(send));
    const canFollow = seen === undefined && sends.flowing.size > 0 && (claim || mayFlow());
    const follow: FollowQuery | undefined =
      mayFollow && canFollow
        ? {
            ...{ owner: owner(), epoch, transition: claims.transition(epoch, true) },
            heads: flown.map(({ entry }) => entry),
            mayFollow: (next, head) => sends.flowing.has(originOf(head)) && mayFollow(next, head),
          }
        : undefined;
    const result = await store.step({ answers, claim, follow, epoch, isBeat, survives, now });
    sends.answers.splice(0, answers.length);
    if (claim) {
      plannedMs = result.dueAt - now;
      plannedAt = askedAt;
      wholeAt = result.whole ? platform.monotonic() : -Infinity;
      admission.looked(result.claimed.map(({ lane }) => lane));
    }
    if (result.fenced) stop ??= 'fenced';
    for (const entry of [...result.claimed, ...result.followers]) waits.ended(entry);
    sends.begin(result, flown, askedAt, epoch);
    changed(result.changes);
    return result;
  };

  // No wait becomes longer than planned when the wall clock is set back, or when the monotonic clock begins
  // anew.
  const dueIn = (): number => Math.min(plannedMs, plannedMs + plannedAt - platform.monotonic());
  const slowIn = (): number => slowInMs([...sends.onWay], platform.monotonic(), limits);
  // The burst goes on when only slow sends are left: they keep the lock, and must not keep other lanes waiting.
  const isOver = (): boolean =>
    platform.monotonic() - started >= limits.burstMs &&
    (sends.onWay.size === 0 || slowIn() < Infinity);

  /** Looks at the lanes. Returns whether it saw all of them. */
  const look = async (room: number): Promise<boolean> => {
    const result = await step(room);
    if (claims.buries()) ring();
    heads.lookedUpTo(result.claimed.at(-1)?.lane);
    const migrated = await claims.migrated(platform.now());
    if (migrated) {
      changed(migrated);
      ring();
    }
    if (result.whole && !result.fenced && result.heads) context.looked?.(result.heads);
    waits.tell();
    return result.whole;
  };

  /** Waits for the next event, or for the time at which something is due. */
  const nextEvent = async (whole: boolean): Promise<void> => {
    let cancel: (() => void) | undefined;
    if (stop === undefined) {
      const now = platform.monotonic();
      // Another lane may begin although nothing that is on its way has ended.
      const beatIn = sends.onWay.size > 0 ? beatAt - now : Infinity;
      const yieldIn = giveWay(heads.crowds, admission, now);
      const ms = Math.min(whole ? dueIn() : Infinity, slowIn(), yieldIn, beatIn);
      if (ms < Infinity) cancel = platform.schedule(ms, ring);
    }
    await rung();
    cancel?.();
    // This wake-up may be the first event since the host lost its timers.
    for (const { sending } of sends.onWay) sending?.look();
  };

  const run = async (): Promise<BurstEnd> => {
    const begun = await store.nextEpoch(seen);
    if (begun === undefined) return { kind: 'fenced', epoch, sent: 0, dueInMs: Infinity };
    epoch = begun;
    signal.addEventListener('abort', ring);
    try {
      for (;;) {
        if (signal.aborted) stop ??= 'stopped';
        [...sends.onWay].filter(sends.isSlow).forEach(sends.giveBack);
        const over = isOver();
        if (over && sends.onWay.size === 0) stop ??= 'expired';
        const mayClaim = stop === undefined && !over;
        const room = mayClaim ? roomFor([...sends.onWay], platform.monotonic(), limits) : 0;
        // A long upload gives signs of life, so that no other tab takes its lock for one of a dead tab.
        const mustStep = sends.answers.length > 0 || room > 0 || platform.monotonic() >= beatAt;
        const whole = mustStep && (await look(room));
        const isIdle =
          stop !== undefined || !(pending() || heads.untriedAt - platform.monotonic() <= LINGER_MS);
        if (sends.onWay.size === 0 && sends.answers.length === 0 && isIdle) break;
        await nextEvent(whole);
      }
      if (seen !== undefined) await store.endEpoch(epoch);
    } catch (error) {
      stop ??= 'stopped';
      // The lock is given back only when nothing of this burst is on its way any more.
      await Promise.allSettled([...sends.onWay].map(async ({ settled }) => settled));
      await step().catch(() => {});
      throw error;
    } finally {
      signal.removeEventListener('abort', ring);
    }
    return { kind: stop ?? 'idle', epoch, sent: sends.sent, dueInMs: dueIn() };
  };
  return {
    ended: run(),
    rescan() {
      wholeAt = -Infinity;
      // The user may have paused their lanes. The next step claims the others again.
      [...sends.onWay].forEach(sends.giveBack);
      ring();
    },
  };
}
