import { createCell, Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { sleep, uuidV7, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import {
  type CircuitBreaker,
  createCircuitBreaker,
  exponentialBackoff,
} from '@holdfast/core/policies';
import { within } from '../deadline/within.ts';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireMethods, requireNumbers, requireText } from '../mistakes/require-value.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';
import { createEnqueue } from './create-enqueue.ts';
import { createTrouble, type RelayListeners } from './relay-decision.ts';
import { limitStore } from './limit-store.ts';
import { createHeldShards } from './relay-leases.ts';
import { createPump, type Pump } from './relay-pump.ts';
import type { RelaySink } from './relay-sink.ts';
import type { Relay, RelayOptions } from './relay-options.ts';
import { INTERRUPTED } from './relay-state.ts';
import { isOver, type RelayStatus, totalOf } from './relay-status.ts';
import { createRelayWork } from './relay-work.ts';
import { createSendBatch } from './send-batch.ts';
import { createWake } from './wake.ts';

const MOST_MEASURED = 100_000;
const MOST_PRUNED = 50_000;
/** How soon the relay looks for events after `enqueue`. The transaction of the app has not committed before that. */
const SOON_MS = 20;
/** How long the last steps of a stop may take: the last statements, and closing the sinks. */
const END_MS = 1000;

/** A sink, and what the relay serves it with. */
interface Served {
  readonly sink: RelaySink;
  readonly breaker: CircuitBreaker;
  readonly pump: Pump;
}

/** Delivers events to sinks: at least once, and those of a key in order. */
export function createRelay<TTransaction>(
  options: RelayOptions<TTransaction>,
): Relay<TTransaction> {
  requireOptionsAlways('createRelay', options, {
    store: 'anything',
    sinks: 'a list',
    maxBodyBytes: 'a number from 0 on?',
    maxDepth: 'a whole number from 0 on?',
    depthMs: 'a number from 0 on?',
    tell: 'a function?',
    log: 'an object with event?',
    pollMs: 'a number from 1 on?',
    leaseMs: 'a number from 1 on?',
    sendTimeoutMs: 'a number from 1 on?',
    maxInFlight: 'a whole number above 0?',
    backoff: 'a function?',
    breaker: 'a function?',
    maxFailures: 'a whole number above 0?',
    maxCrashes: 'a whole number above 0?',
    onPoison: 'one of stop, skip?',
    doneMs: 'a number from 1 on?',
    keysMs: 'a number from 1 on?',
    measureMs: 'a number from 1 on?',
    platform: 'an object with now, monotonic, schedule, random, randomBytes?',
  });

  const {
    store,
    sinks,
    pollMs = 1000,
    leaseMs = 3000,
    sendTimeoutMs = 30_000,
    maxInFlight = 4,
    backoff = exponentialBackoff({ maxMs: 30_000 }),
    breaker: createBreaker = () => createCircuitBreaker({ openMs: 500, maxOpenMs: 3000 }),
    maxFailures = 100,
    maxCrashes = 5,
    onPoison = 'stop',
    doneMs = 3_600_000,
    keysMs = 30 * 86_400_000,
    measureMs = 5000,
    platform = webPlatform,
    tell,
    log,
    ...bounds
  } = options;
  requireMethods(
    'createRelay',
    { store },
    ['claim', 'settle', 'lease'],
    'a store such as `sqlRelayStore(database)` or `memoryRelayStore()`',
  );
  requireNumbers('createRelay', { maxCrashes }, 3);
  for (const sink of sinks) {
    requireText('A sink of createRelay', { name: sink.name }, 'events name it');
    requireNumbers(`createRelay: the sink ${sink.name}`, { maxBatch: sink.maxBatch }, 1);
    requireMethods('createRelay', { sink }, ['send'], 'a sink of the relay');
  }
  refuseUnless(
    new Set(sinks.map(({ name }) => name)).size === sinks.length,
    'createRelay: give each sink a `name` of its own.',
  );
  const relay = uuidV7(platform);
  const listeners: RelayListeners = { tell, log };
  const work = createRelayWork();
  const limited = limitStore(store, platform, () => shards.forget());
  const shards = createHeldShards({
    store: limited,
    relay,
    leaseMs,
    isBusy: work.isBusy,
    platform,
  });
  const ending = new AbortController();
  const status = createCell<RelayStatus>({
    ...{ kind: 'idle', at: platform.now(), shards: 0, sinks: {} },
  });
  const leaseTrouble = createTrouble(listeners, 'relay.lease-failed');
  const measureTrouble = createTrouble(listeners, 'relay.measure-failed');
  let measured: Failure | undefined;
  const setStatus = (next: Partial<RelayStatus>): void =>
    status.set({ ...status.getSnapshot(), ...next });
  const isStopping = (): boolean => status.getSnapshot().kind !== 'running';

  const pumps: readonly Served[] = sinks.map((sink) => {
    const breaker = createBreaker(sink.name);
    const pump: Pump = createPump({
      ...{
        store: limited,
        sink,
        relay,
        shards,
        work,
        breaker,
        maxInFlight,
        listeners,
        isStopping,
        platform,
      },
      rules: {
        ...{ maxFailures, maxCrashes, onPoison, backoff },
        random: platform.random,
        takesDead: sink.takesDead ?? false,
      },
      send: createSendBatch(sink, breaker, sendTimeoutMs, platform),
      wake: createWake(platform, () => pump.look()),
      signal: ending.signal,
      lookAll: () => look(),
    });
    return { sink, breaker, pump };
  });
  const look = (): void => {
    for (const { pump } of pumps) pump.look();
  };

  const poll = createWake(platform, () => {
    look();
    // The jitter keeps relays from polling at the same time.
    poll.set(pollMs * (0.75 + platform.random() / 2));
  });
  const soon = createWake(platform, look);
  const heartbeat = createWake(platform, () => void beat());
  const measuring = createWake(platform, () => void measure());

  async function beat(): Promise<void> {
    const held = shards.usable().length;
    try {
      await shards.renew();
      leaseTrouble.isOver();
    } catch (error) {
      leaseTrouble.has(toServerFailure(error));
    }
    if (ending.signal.aborted) return;
    if (shards.count() !== status.getSnapshot().shards) setStatus({ shards: shards.count() });
    if (shards.usable().length > held) look();
    heartbeat.set(leaseMs / 3);
  }

  async function measure(): Promise<void> {
    try {
      const found = await Promise.all(
        pumps.map(async ({ sink: { name }, breaker, pump }) => {
          const circuit = breaker.getSnapshot();
          const sink = await limited.measure(name, MOST_MEASURED);
          return [
            name,
            { ...sink, circuit, isBlocked: sink.blocked > 0 || pump.isBlocked() },
          ] as const;
        }),
      );
      setStatus({ at: platform.now(), sinks: Object.fromEntries(found) });
      measured = undefined;
      measureTrouble.isOver();
      await limited.prune({ doneMs, keysMs }, MOST_PRUNED);
    } catch (error) {
      measured = toServerFailure(error);
      measureTrouble.has(measured);
    }
    if (!isStopping()) measuring.set(measureMs);
  }

  /** Resolves when nothing is under way any more. */
  async function idle(): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- a short wait after another
    while (work.underWay() > 0) await sleep(platform, 10, ending.signal).catch(() => {});
  }

  async function giveUp(): Promise<void> {
    const left = [...work.events.values()];
    ending.abort();
    if (left.length > 0)
      await limited.settle(left.map((event) => ({ event, change: INTERRUPTED })));
    await shards.release();
  }

  async function stop(deadlineMs: number): Promise<void> {
    setStatus({ kind: 'stopping' });
    for (const one of [poll, soon, measuring]) one.clear();
    await within(platform, deadlineMs, idle());
    heartbeat.clear();
    const gaveUp = giveUp().catch((error: unknown) => {
      createTrouble(listeners, 'relay.release-failed').has(toServerFailure(error));
    });
    await within(platform, END_MS, gaveUp);
    const closed = Promise.allSettled(sinks.map(async (sink) => sink.close?.()));
    await within(platform, END_MS, closed);
    setStatus({ kind: 'stopped', shards: 0 });
  }

  const enqueue = createEnqueue({ ...bounds, store, platform });
  let stopping: Promise<void> | undefined;
  return {
    status: { getSnapshot: status.getSnapshot, subscribe: status.subscribe },
    async enqueue(transaction, events, given) {
      const enqueued = await enqueue(transaction, events, given);
      if (!isStopping()) soon.set(SOON_MS);
      return enqueued;
    },
    start() {
      if (status.getSnapshot().kind !== 'idle') return;
      setStatus({ kind: 'running' });
      void measure();
      // Without sinks there is nothing to hold a lease for.
      if (sinks.length === 0) return;
      void beat();
      poll.set(pollMs);
    },
    notify: look,
    check(limits = {}) {
      requireNumbers('check of createRelay', { ...limits });
      return async () => {
        const now = status.getSnapshot();
        if (measured) throw measured;
        if (isOver(now, limits)) throw new Failure(catalogue.BACK_PRESSURE);
        return { ...totalOf(now) };
      };
    },
    stopped: (sink, most = 100) => limited.stopped(sink, most),
    async amend({ sink, id, attempt }, action) {
      const isAmended = await limited.amend({ sink, id, attempts: attempt }, action);
      if (isAmended) look();
      return isAmended;
    },
    async unblock(sink) {
      const count = await limited.unblock(sink);
      look();
      return count;
    },
    stop: (deadlineMs = 5000) => (stopping ??= stop(deadlineMs)),
  };
}
