import { createCell, Failure, isFailure } from '@holdfast/core';
import {
  type ConnectivityEvidence,
  type Runtime,
  canHearTabs,
  createHandle,
  runQueuedWrite,
  surface,
  tell,
  webChannel,
  webIsServer,
  webLocks,
  webPlatform,
  requireOptions,
} from '@holdfast/core/parts';
import { STORAGE_FAILED } from '@holdfast/core/failures';
import { createEngine, type DrainGuard } from './create-engine.ts';
import { createAdding } from './create-adding.ts';
import { askWhileUnsafe } from './ask-while-unsafe.ts';
import { catchUp } from './catch-up.ts';
import { createDeciding } from './create-deciding.ts';
import { createGreeting } from './create-greeting.ts';
import { createEntryList } from './entry-list.ts';
import { createFollowing } from './follow-entry.ts';
import { gatherAdded } from './gather-added.ts';
import { readHint, type Hint } from './hints.ts';
import { openOutboxStore } from './idb-outbox-store.ts';
import { defaultLimits, type OutboxLimits } from './outbox-limits.ts';
import { hasLeft } from './outbox-store.ts';
import { createUnkeptWrites } from './unkept-writes.ts';
import { sendingWithoutRoom } from './send-without-room.ts';
import { mayFollow } from './may-follow.ts';
import { optionsOfRuntime } from './options-of-runtime.ts';
import { ownerOf } from './quarantined-row.ts';
import type { Outbox, OutboxOptions, OutboxPartOptions } from './outbox.ts';
import { createReading } from './read-entries.ts';
import { sentEntries } from './sent-entries.ts';
import { staleViews } from './stale-views.ts';
import { tellDamage } from './tell-damage.ts';
import { watchStore, type StorageState } from './watch-store.ts';
import { webBackground } from './web-background-sync.ts';
import { browserIsOffline } from './web-is-offline.ts';
import { webOwnOrigin } from './web-own-origin.ts';
import { watchBrowser } from './web-triggers.ts';

// The observable `storage` says what went wrong, and the next look at the store repairs it.
const quietly = async (work: Promise<unknown>): Promise<void> => void (await work.catch(() => {}));

/**
 * With `transport` and `identity`, opens an outbox that stands alone and begins to send. Without them, returns a
 * factory for `createHoldfast`, which opens the outbox with the transport, the identity and the sinks of the
 * runtime. `dispose` ends the sending and leaves all entries on the device. On a server, which has no storage for
 * entries, the outbox keeps nothing, sends nothing and listens to nothing.
 */
export function createOutbox(options?: OutboxPartOptions): (runtime: Runtime) => Outbox;
export function createOutbox(options: OutboxOptions | Runtime): Outbox;
export function createOutbox(
  options: OutboxOptions | OutboxPartOptions | Runtime = {},
): Outbox | ((runtime: Runtime) => Outbox) {
  // An app may hand over this function itself as the factory: `outbox: createOutbox`.
  if ('isDisposed' in options) return outboxOn(openOutboxStore, optionsOfRuntime(options));
  requireOptions<Omit<OutboxOptions, 'transport' | 'identity'>>('createOutbox', options, {
    name: 'a text that is not empty?',
    sender: 'a text that is not empty?',
    baseUrl: 'a text?',
    platform: 'an object with now, monotonic, random, schedule?',
    locks: 'an object with hold?',
    channel: 'an object with post, subscribe?',
    connectivity: 'an object with note, getSnapshot, subscribe?',
    background: 'an object?',
    sinks: 'a list of functions?',
    unsavedWork: 'an object with declare?',
    limits: 'an object?',
    encryption: 'a function?',
    durability: 'one of strict, relaxed?',
    coalescing: 'an object?',
    dependencies: 'an object?',
    migration: 'an object?',
    toFailure: 'a function?',
  });
  requireOptions<Partial<OutboxLimits>>('The limits of createOutbox', options.limits ?? {}, {
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
  if (options.transport) {
    requireOptions<Pick<OutboxOptions, 'transport' | 'identity'>>('createOutbox', options, {
      transport: 'an object with send',
      identity: 'an object with getSnapshot, subscribe',
    });
    return outboxOn(openOutboxStore, options);
  }
  return (runtime) => outboxOn(openOutboxStore, { ...optionsOfRuntime(runtime), ...options });
}

/** Like `createOutbox`, on a store of any kind. */
export function outboxOn(openStore: typeof openOutboxStore, options: OutboxOptions): Outbox {
  const { identity, name = 'holdfast-outbox', sender = 'page', sinks = [] } = options;
  const { platform = webPlatform, locks = webLocks(), connectivity } = options;
  const { background = webBackground(), channel = webChannel(name) } = options;
  const limits: OutboxLimits = { ...defaultLimits, ...options.limits };

  const storage = createCell<StorageState>('ok');
  const damaged = (failure: Failure, rows: number): void => {
    storage.set(failure);
    const isLost = isFailure(failure, 'STORAGE_LOST');
    const listed = list.getSnapshot().filter(({ kept }) => kept !== false);
    tellDamage(sinks, platform.now(), name, failure, isLost ? listed.length : rows);
    if (isLost) following.lose(failure);
    void quietly(reload());
  };
  const plain = openStore(name, platform, damaged, options.durability, options);
  const store = sendingWithoutRoom(
    watchStore(options.encryption?.(plain, name, damaged) ?? plain, (next) =>
      storage.set(next(storage.getSnapshot())),
    ),
    {
      ...{ name, locks, platform },
      wrote: (changes) => publish(changes),
      overruled: (ids) => void quietly(look(ids)),
    },
  );
  const guard = createCell<DrainGuard>('lock');
  const subject = (): string | undefined => {
    try {
      return identity.getSnapshot()?.subject;
    } catch (error) {
      // The app's own function threw. Without an owner the outbox shows and sends no entries.
      surface(error);
      return undefined;
    }
  };
  const list = createEntryList(subject, limits);
  const following = createFollowing(store, subject, list);
  const { follow } = following;
  const { take, reload, isBehind } = createReading({ store, owner: subject, list, following });
  const evidence = (said: ConnectivityEvidence, origin: string | undefined): void =>
    tell([() => connectivity?.note(said, origin)]);
  const holdPage = (): (() => void) => askWhileUnsafe(options.unsavedWork);
  const context = {
    ...{ ...options, name, sender, sinks, platform, locks, channel, limits, store },
    ...{
      mayFollow,
      list,
      following,
      evidence,
      holdPage,
      owner: subject,
      ownOrigin: webOwnOrigin(),
    },
  };
  const unkept = createUnkeptWrites(context);
  const { realIdRow } = store;
  options.dependencies?.attach({ follow, realIdRow, owner: subject, isUnkept: unkept.has });
  const engine = createEngine({
    ...{ ...context, owner: () => subject() ?? null },
    held: list.hold,
    turn(now) {
      list.queue(now === 'behind');
      if (now !== 'behind') guard.set(now);
    },
    heard(changes) {
      take(
        changes.map(({ entry }) => entry.id),
        changes.map(({ entry, settled }) => settled ?? entry),
      );
    },
    looked(heads) {
      const stale = staleViews(list.getSnapshot(), heads);
      if (stale.length > 0) void quietly(look(stale));
    },
    ended() {
      // The database works again. It does not know the user yet, or its entries have not been read.
      if (greeting.isDue()) void quietly(greeting.greet());
      else if (greeting.isMet() && isBehind()) void quietly(reload());
    },
    failed: (error) =>
      storage.set(isFailure(error) ? error : new Failure(STORAGE_FAILED, { cause: error })),
  });
  const { drainer, admission, publish } = engine;

  const greeting = createGreeting({
    ...{ store, platform, limits, list, reload, publish, owner: subject },
    wake: drainer.wake,
  });
  const meet = (): void => void quietly(greeting.meet());

  const look = async (ids: readonly string[]): Promise<void> => take(ids, await store.find(ids));
  const hear = async (message: unknown): Promise<void> => {
    const ids = readHint(message);
    if (ids === undefined) return;
    await look(ids);
    // The tab that changed these entries may close before it sends them.
    if (list.getSnapshot().length > 0) drainer.nudge();
  };

  /** There may be a network again, so the pauses of silent lanes end. */
  const encourage = (): void => {
    admission.hint(true);
    drainer.wake();
  };
  // A server that renders a page has nothing to send and no tab to tell.
  const isStill = platform === webPlatform && !('indexedDB' in globalThis) && webIsServer();
  let believed = connectivity?.getSnapshot();
  const undo = isStill
    ? []
    : [
        identity.subscribe(meet),
        channel.subscribe((message) => void quietly(hear(message))),
        connectivity?.subscribe(() => {
          const before = believed;
          believed = connectivity.getSnapshot();
          if (believed === 'online' || (believed === 'unknown' && before === 'offline'))
            encourage();
        }),
        watchBrowser({
          wake: encourage,
          shown() {
            void quietly(reload());
            encourage();
          },
          hidden() {
            if (list.getSnapshot().length > 0) tell([() => background.wakeWorker()]);
          },
          // A frozen page must not keep the lock from other tabs.
          left: drainer.halt,
        }),
        options.channel || canHearTabs()
          ? undefined
          : catchUp(platform, list, () => quietly(reload())),
      ];
  const ready = isStill ? Promise.resolve() : quietly(greeting.meet());

  const added = gatherAdded({
    platform,
    committed(entries) {
      for (const { lane } of entries) admission.freshen(lane);
      publish(
        entries.map((entry) => ({ entry })),
        'held',
      );
    },
    known: () => quietly(reload()),
    acknowledged() {
      // If this tab dies after the acknowledgement, another one has to send.
      engine.hint();
      // Asks for the background sync only after the outbox has asked for the lock.
      void Promise.resolve().then(() => tell([() => background.requestSync()]));
    },
    wake: drainer.wake,
    inDoubt: admission.isDoubted,
    gapMs: () => limits.freshWithinMs / (browserIsOffline() ? 1 : 4),
  });
  const { prepared, add } = createAdding({ ...context, unkept, added: added.tell });

  const { isMine, ...deciding } = createDeciding({
    ...{ store, platform, limits, admission, drainer, list, publish, owner: subject },
    reload: () => quietly(reload()),
    lanesChanged: () => tell([() => channel.post({ ids: [] } satisfies Hint)]),
  });

  return {
    ...{ identity, entries: list, storage, guard, ready, baseUrl: options.baseUrl },
    ...{ ...deciding, add, follow, runWrite: runQueuedWrite, createHandle },
    async inspect(ids) {
      requireOptions('inspect', { ids }, { ids: 'a list of texts' });
      const found = await store.find(ids);
      return Promise.all(
        found.map(async (one) => {
          if (!one || !isMine(one) || hasLeft(one)) return undefined;
          return one.bodyParts ? store.whole(one) : one;
        }),
      );
    },
    discardQuarantined: store.discard,
    async quarantined(owner) {
      const rows = await store.quarantined();
      return rows.filter(({ row }) => ownerOf(row) === owner);
    },
    async sent(from) {
      requireOptions('sent', { from }, { from: 'a number from 0 on' });
      // An entry that is sent after the list was read is told by the list.
      await ready;
      return sentEntries(store, subject(), from);
    },
    prepare: prepared,
    sendUnkept: (entry, unstored, source) => unkept.send(prepared(entry, source), unstored),
    wake() {
      admission.hint();
      drainer.wake();
    },
    drain() {
      admission.hint();
      return drainer.drain();
    },
    async dispose() {
      for (const stop of undo) stop?.();
      unkept.dispose();
      added.dispose();
      await engine.dispose();
      if (options.channel === undefined) channel.dispose();
      await store.close();
    },
  };
}
