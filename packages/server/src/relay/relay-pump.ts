import { nextSpan, type Platform, sleep } from '@holdfast/core/parts';
import type { CircuitBreaker } from '@holdfast/core/policies';
import { tellApp } from '../logging/web-tell.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';
import { judgeBatch, type JudgedEvent, judgePoison, type JudgeRules } from './judge-batch.ts';
import { createTrouble, type RelayListeners, tellDecision } from './relay-decision.ts';
import type { RelayedEvent } from './relay-event.ts';
import type { HeldShards } from './relay-leases.ts';
import type { RelaySink } from './relay-sink.ts';
import { suspicionOf, UNSENT } from './relay-state.ts';
import type { Claimed, ClaimedEvent, RelayStore } from './relay-store.ts';
import type { RelayWork } from './relay-work.ts';
import type { SendBatch } from './send-batch.ts';
import type { Wake } from './wake.ts';

export interface PumpOptions {
  readonly store: Pick<RelayStore<never>, 'claim' | 'settle'>;
  readonly sink: RelaySink;
  readonly relay: string;
  readonly shards: HeldShards;
  readonly work: RelayWork;
  readonly send: SendBatch;
  readonly breaker: CircuitBreaker;
  readonly rules: JudgeRules;
  readonly maxInFlight: number;
  /** Looks again, after this many milliseconds at the latest. */
  readonly wake: Wake;
  readonly listeners: RelayListeners;
  /** Aborts when the relay stops waiting for its sinks. */
  readonly signal: AbortSignal;
  readonly isStopping: () => boolean;
  /** Lets every sink look for events, after a time in which no sink could. */
  readonly lookAll: () => void;
  readonly platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}

/** Claims the events of one sink and delivers them. */
export interface Pump {
  /** Looks for events until it finds none to send now. Never rejects. */
  look(): void;
  readonly isBlocked: () => boolean;
}

const CLAIM_AGAIN_MS = 500;
const SETTLE_AGAIN_MS = 100;

export function createPump(options: PumpOptions): Pump {
  const { store, sink, relay, shards, work, send, breaker, rules, wake, platform } = options;
  const { listeners, signal, isStopping, lookAll, maxInFlight } = options;
  const { maxBatch = 1 } = sink;
  const claimTrouble = createTrouble(listeners, 'relay.claim-failed');
  const policyTrouble = createTrouble(listeners, 'relay.failed');
  const settleTrouble = createTrouble(listeners, 'relay.settle-failed');
  let inFlight = 0;
  let isLooking = false;
  let wanted: 'nothing' | 'a batch' | 'everything' = 'nothing';
  let heldUntil = Number.NEGATIVE_INFINITY;
  let after = '';
  let isBlocked = false;

  const mayClaim = (): boolean => {
    if (isStopping() || work.isAlone() || !shards.holds() || shards.usable().length === 0) {
      return false;
    }
    const heldMs = heldUntil - platform.monotonic();
    if (heldMs > 0) wake.set(heldMs);
    // One event is enough to find out whether the sink works again.
    return heldMs <= 0 && inFlight < (breaker.getSnapshot() === 'closed' ? maxInFlight : 1);
  };

  async function claim(only?: string): Promise<Claimed | undefined> {
    const usable = shards.usable();
    const most = breaker.getSnapshot() === 'closed' ? maxBatch : 1;
    try {
      return await work.claiming(usable, async () => {
        const request = { relay, sink: sink.name, shards: usable, after, most };
        const claimed = await store.claim({ ...request, ...(only !== undefined && { only }) });
        // Counts the batch before the claim ends, so that its shards stay busy in between.
        if (claimed.events.length > 0) work.begin(claimed.events);
        claimTrouble.isOver();
        return claimed;
      });
    } catch (error) {
      const failure = toServerFailure(error);
      claimTrouble.has(failure);
      // The store may have kept the claim. Its events wait again once this relay has taken the shards anew.
      if (failure.effect !== 'none') shards.forget();
      wake.set(CLAIM_AGAIN_MS);
      return undefined;
    }
  }

  async function lookOnce(isEnough: (claimed: Claimed) => boolean): Promise<void> {
    let hasTurned = after === '';
    let suspect: string | undefined;
    while (mayClaim()) {
      // oxlint-disable-next-line no-await-in-loop -- one claim after another
      const claimed = await claim();
      if (!claimed) break;
      ({ isBlocked } = claimed);
      suspect ??= claimed.suspect;
      if (claimed.dueInMs !== undefined) wake.set(claimed.dueInMs);
      after = claimed.last ?? '';
      if (claimed.events.length > 0) void deliver(claimed.events);
      if (isEnough(claimed)) break;
      if (claimed.last !== undefined) continue;
      // Every lane has been looked at since. What became of one meanwhile is another look.
      if (hasTurned) break;
      hasTurned = true;
    }
    if (suspect !== undefined && mayClaim()) await sendAlone(suspect);
  }

  async function sendAlone(lane: string): Promise<void> {
    await work.alone(async () => {
      const claimed = await claim(lane);
      if (claimed && claimed.events.length > 0) await deliver(claimed.events);
    });
    lookAll();
  }

  /** Sends a batch and writes the verdicts. Never rejects. */
  async function deliver(events: readonly ClaimedEvent[]): Promise<void> {
    inFlight += 1;
    try {
      await settle(await attempt(events));
    } catch (error) {
      // A policy of the app threw. The events wait again once this relay has taken the shards anew.
      policyTrouble.has(toServerFailure(error));
      shards.forget();
    } finally {
      inFlight -= 1;
      work.end(events);
      // While others are under way, one batch takes the place of this one. All else was looked at before.
      want(inFlight > 0 ? 'a batch' : 'everything');
    }
  }

  async function attempt(events: readonly ClaimedEvent[]): Promise<readonly JudgedEvent[]> {
    const poisoned = events.filter((event) => suspicionOf(event, rules.maxCrashes) === 'poison');
    if (poisoned.length > 0) {
      const rest = events.filter((event) => !poisoned.includes(event));
      return [...poisoned.map((event) => judgePoison(event, rules)), ...rest.map(toUnsent)];
    }
    // The lease may have ended while the claim was under way.
    if (!shards.holds() || signal.aborted) return events.map(toUnsent);
    const wasClosed = breaker.getSnapshot() === 'closed';
    const outcome = await send(events.map(toSent), signal);
    if ('verdicts' in outcome) {
      return judgeBatch(events, outcome.verdicts, wasClosed && !signal.aborted, rules);
    }
    heldUntil = platform.monotonic() + (outcome.refusedForMs ?? CLAIM_AGAIN_MS);
    wake.set(heldUntil - platform.monotonic());
    return events.map(toUnsent);
  }

  /** Retries until the store takes the steps. The events stay with this relay meanwhile. */
  async function settle(settlements: readonly JudgedEvent[]): Promise<void> {
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- again until it is written
        const changed = await store.settle(settlements);
        settleTrouble.isOver();
        if (changed < settlements.length) tellFenced(settlements.length - changed);
        break;
      } catch (error) {
        settleTrouble.has(toServerFailure(error));
        if (signal.aborted) return;
        // oxlint-disable-next-line no-await-in-loop -- the wait before the next try
        await sleep(platform, SETTLE_AGAIN_MS, signal).catch(() => {});
      }
    }
    for (const { event, change } of settlements) {
      tellDecision(listeners, event, change);
    }
  }

  function tellFenced(count: number): void {
    const { log } = listeners;
    const fields = { sink: sink.name, count };
    tellApp(log && (() => log.event('warn', 'relay.fenced', { fields })));
  }

  function want(more: 'a batch' | 'everything'): void {
    if (wanted !== 'everything') wanted = more;
    if (isLooking) return;
    isLooking = true;
    void (async () => {
      try {
        while (wanted !== 'nothing') {
          const isOneEnough = wanted === 'a batch';
          wanted = 'nothing';
          // oxlint-disable-next-line no-await-in-loop -- one look after another
          await lookOnce(({ events }) => isOneEnough && events.length >= maxBatch);
        }
      } catch (error) {
        // A circuit breaker of the app threw. The relay looks again later.
        policyTrouble.has(toServerFailure(error));
      } finally {
        isLooking = false;
      }
    })();
  }

  const look = (): void => want('everything');
  return { look, isBlocked: () => isBlocked };
}

const toUnsent = (event: ClaimedEvent): JudgedEvent => ({ event, change: UNSENT });

/** The event as a sink sees it. Each attempt is a span of its own in the event's trace. */
function toSent(event: ClaimedEvent): RelayedEvent {
  const { sink, topic, key, id, body, headers, traceparent, position, attempt, enqueuedAt } = event;
  return {
    ...{ sink, topic, key, id, body, position, attempt, enqueuedAt },
    ...(headers && { headers }),
    ...(traceparent !== undefined && { traceparent: nextSpan(traceparent) }),
  };
}
