import { Failure, fetchTransport, type Transport } from '@holdfast/core';
import {
  type ChannelPort,
  type LockPort,
  type Naming,
  type Platform,
  webChannel,
  webLocks,
  webPlatform,
  requireOptions,
} from '@holdfast/core/parts';
import { WORKER_FAILED } from '@holdfast/core/failures';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { Dependencies } from '../chains/await-dependencies.ts';
import type { Encryption } from '../encryption/encryption.ts';
import { createEngine } from '../outbox/create-engine.ts';
import type { BurstEnd } from '../outbox/burst.ts';
import { openReplayStore } from '../outbox/idb-replay-store.ts';
import type { ReplayStore } from '../outbox/outbox-store.ts';
import { defaultLimits, type OutboxLimits } from '../outbox/outbox-limits.ts';
import { webOwnOrigin } from '../outbox/web-own-origin.ts';
import { isWakeMessage, SYNC_TAG } from '../outbox/replay-signals.ts';
import { tellDamage } from '../outbox/tell-damage.ts';
import { unlessUnwritten, unwrittenLock } from '../outbox/unless-unwritten.ts';
import type { ReplayEvent, ReplayScope } from './replay-scope.ts';
import { webReplayScope } from './web-replay-scope.ts';

export interface ReplayOptions {
  /** @default fetchTransport() */
  readonly transport?: Transport;
  /** The same name as in the page's outbox. @default 'holdfast-outbox' */
  readonly name?: string;
  readonly platform?: Platform;
  readonly locks?: LockPort;
  readonly channel?: ChannelPort;
  readonly sinks?: readonly TelemetrySink[];
  readonly limits?: Partial<OutboxLimits>;
  /** Decrypts entries that the page encrypted: `encryptAtRest()`. The same part as in the page. @default none */
  readonly encryption?: Encryption;
  /**
   * Names errors of the app's own code within the transport. The same function as in the page. @default `DEFECT` or
   * `UNKNOWN`
   */
  readonly toFailure?: Naming;
  /** The same part as in the page: `awaitDependencies()`. @default entries that wait for others are left to a page */
  readonly dependencies?: Dependencies;
  /**
   * How long the replay sends within one event, in milliseconds. Browsers end an event after some minutes. @default
   * 100_000
   */
  readonly eventMs?: number;
  /** @default the worker's own */
  readonly scope?: ReplayScope;
}

export interface Replay {
  /** Sends until no more entries can be sent now. Resolves with whether entries are left for later. */
  drain(): Promise<{ readonly left: boolean }>;
  dispose(): Promise<void>;
}

/**
 * Makes the app's own service worker send the entries of the outbox: at a `sync` event, when a page asks for it,
 * and when it takes over. Call it at the top level of the worker's script, because the browser ignores listeners that
 * are added later. The worker has no identity of its own. It sends only the entries of the user that a page last
 * reported as signed in.
 */
export function installReplay(options: ReplayOptions = {}): Replay {
  requireOptions('installReplay', options, {
    transport: 'an object with send?',
    name: 'a text that is not empty?',
    platform: 'an object with now, monotonic, random, schedule?',
    locks: 'an object with hold?',
    channel: 'an object with post, subscribe?',
    sinks: 'a list of functions?',
    limits: 'an object?',
    encryption: 'a function?',
    toFailure: 'a function?',
    dependencies: 'an object?',
    eventMs: 'a number above 0?',
    scope: 'an object?',
  });
  requireOptions<Partial<OutboxLimits>>('The limits of installReplay', options.limits ?? {}, {
    maxEntries: 'a whole number from 0 on?',
    maxBodyBytes: 'a number from 0 on?',
    parallel: 'a whole number above 0?',
    parallelMost: 'a whole number above 0?',
    slowMs: 'a number from 0 on?',
    burstMs: 'a number from 0 on?',
    sendTimeoutMs: 'a number above 0?',
    uploadBytesPerSecond: 'a number above 0?',
    networkBackoffMs: 'a number from 0 on?',
    networkBackoffMaxMs: 'a number from 0 on?',
    freshWithinMs: 'a number from 0 on?',
    wakeGapMs: 'a number from 0 on?',
    wakeJitterMs: 'a number from 0 on?',
    lockWithinMs: 'a number from 0 on?',
    unkeptWithinMs: 'a number from 0 on?',
    retryBackoffMs: 'a number from 0 on?',
    retryBackoffMaxMs: 'a number from 0 on?',
    hintMaxMs: 'a number from 0 on?',
    keyMs: 'a number from 0 on?',
    maxAgeMs: 'a number from 0 on?',
    ledgerMs: 'a number from 0 on?',
    ledgerEntries: 'a whole number from 0 on?',
    hintGapMs: 'a number from 0 on?',
  });

  const { name = 'holdfast-outbox', platform = webPlatform, channel = webChannel(name) } = options;
  const { eventMs = 100_000, scope = webReplayScope() } = options;
  // No random delay: the worker may not live that long, and browsers spread syncs themselves.
  const limits: OutboxLimits = { ...defaultLimits, wakeJitterMs: 0, ...options.limits };
  const locks = options.locks ?? webLocks();
  const damaged = (failure: Failure, rows: number): void =>
    tellDamage(options.sinks ?? [], platform.now(), name, failure, rows);
  const { store: plain } = openReplayStore(name, platform, damaged, options.dependencies);
  const disk = options.encryption?.(plain, name, damaged) ?? plain;
  const ifWritten = unlessUnwritten({ lockName: unwrittenLock(name), locks, platform });
  // A page that has no room on the disk may have ends in memory that the worker does not see.
  const store: ReplayStore = {
    ...disk,
    nextEpoch: (seen) => ifWritten(() => disk.nextEpoch(seen)),
  };
  let end: BurstEnd | undefined;
  const engine = createEngine({
    ...{ transport: fetchTransport(), sinks: [], ...options },
    ...{ sender: 'worker', name, platform, channel, limits, locks, store },
    ...{ owner: () => undefined, ownOrigin: webOwnOrigin() },
    evidence: () => {},
    ended: (burstEnd) => (end = burstEnd),
  });

  const drainAll = async (): Promise<{ left: boolean }> => {
    const started = platform.monotonic();
    do {
      end = undefined;
      // The browser or a page says that there is a network.
      engine.admission.hint(true);
      await engine.drainer.drain();
      // The compiler does not see that the burst assigned it.
    } while (isExpired(end) && platform.monotonic() - started < eventMs);
    return { left: isLeft(end) };
  };

  /** Ends after `eventMs` in any case, because another context may hold the lock for as long as it lives. */
  const drain = (): Promise<{ left: boolean }> =>
    new Promise((resolve, reject) => {
      const cancel = platform.schedule(eventMs, () => resolve({ left: true }));
      drainAll().then(resolve, reject).finally(cancel);
    });

  const drainOrThrow = async (): Promise<void> => {
    const { left } = await drain();
    // The rejection makes the browser send the event again later.
    if (left) throw new Failure(WORKER_FAILED);
  };
  const onSync = (event: ReplayEvent): void => {
    if (event.tag === SYNC_TAG) event.waitUntil?.(drainOrThrow());
  };
  const onMessage = (event: ReplayEvent): void => {
    if (isWakeMessage(event.data)) keepAlive(event);
  };
  const keepAlive = (event: ReplayEvent): void => {
    const drained = drain();
    event.waitUntil?.(drained);
  };
  /** Pages wait for the end of this event before they load, so it must not wait for a server. */
  const onActivate = (): void => void drain().catch(() => {});
  scope.addEventListener('sync', onSync);
  scope.addEventListener('message', onMessage);
  scope.addEventListener('activate', onActivate);

  return {
    drain,
    async dispose() {
      scope.removeEventListener('sync', onSync);
      scope.removeEventListener('message', onMessage);
      scope.removeEventListener('activate', onActivate);
      await engine.dispose();
      if (options.channel === undefined) channel.dispose();
      await store.close();
    },
  };
}

function isExpired(end: BurstEnd | undefined): boolean {
  return end?.kind === 'expired';
}

function isLeft(end: BurstEnd | undefined): boolean {
  // A burst without an end broke off.
  return end === undefined || end.kind !== 'idle' || end.dueInMs < Infinity;
}
