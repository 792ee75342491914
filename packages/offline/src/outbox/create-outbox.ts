import {
  createCell,
  createHandle,
  ENTRY_UNKNOWN,
  Failure,
  isFailure,
  isUnstored,
  nextIncidentId,
  OWNER_MISSING,
  STORAGE_FAILED,
  surface,
  tell,
  toFailure,
  uuidV7,
  webIsServer,
  webPlatform,
  type ChannelPort,
  type ConnectivityEvidence,
  type ConnectivityTracker,
  type EntrySettlement,
  type Identity,
  type LockPort,
  type NewEntry,
  type Observable,
  type OutboxHandle,
  type OutboxPort,
  type Platform,
  type Transport,
  type UnsavedWork,
} from '@holdfast/core';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { canHearTabs, webChannel } from '../channel/web-channel.ts';
import { webLocks } from '../locks/web-locks.ts';
import { createEngine, type DrainGuard } from './create-engine.ts';
import { absoluteUrl } from './absolute-url.ts';
import { askWhileUnsafe } from './ask-while-unsafe.ts';
import { catchUp } from './catch-up.ts';
import { createEntryList } from './entry-list.ts';
import { entryOfRequest, type AddRequestOptions } from './entry-of-request.ts';
import { recordOf } from './entry-record.ts';
import { readHint } from './hints.ts';
import { joinEntries } from './join-entries.ts';
import { openOutboxStore } from './idb-outbox-store.ts';
import { defaultLimits, type OutboxLimits } from './outbox-limits.ts';
import { nextEntry, type EntryEvent } from './outbox-state.ts';
import { hasLeft, type EntryChange } from './outbox-store.ts';
import { refuseUnkeepable } from './refuse-unkeepable.ts';
import { createSettlements } from './settlements.ts';
import { createUnkeptWrites } from './unkept-writes.ts';
import { watchStore, type StorageState } from './watch-store.ts';
import { webBackground, type Background } from './web-background-sync.ts';
import { watchBrowser } from './web-triggers.ts';

export interface OutboxOptions {
  readonly transport: Transport;
  /** Who is signed in. Only their entries are shown and sent; with `null` nothing is. */
  readonly identity: Observable<Identity | null>;
  /** Of the database, the locks and the channel; the worker must be given the same. @default 'holdfast-outbox' */
  readonly name?: string;
  /** Who is sending, for telemetry. @default 'page' */
  readonly sender?: string;
  /** Relative URLs are completed with it at addition, so that a worker resolves them alike. @default they stay as given */
  readonly baseUrl?: string;
  /** @default webPlatform */
  readonly platform?: Platform;
  /** @default webLocks() */
  readonly locks?: LockPort;
  /** @default webChannel(name), disposed with the outbox */
  readonly channel?: ChannelPort;
  /** Every send is evidence for it; when it comes back, the outbox drains. */
  readonly connectivity?: ConnectivityTracker;
  /** @default the app's service worker */
  readonly background?: Background;
  readonly sinks?: readonly TelemetrySink[];
  /** Told of writes that the device could not store while they are sent, so that no update reloads them away. */
  readonly unsavedWork?: Pick<UnsavedWork, 'declare'>;
  readonly limits?: Partial<OutboxLimits>;
}

/** A durable queue of writes, shared by every tab and worker of the origin. */
export interface Outbox extends OutboxPort {
  add(entry: NewEntry): Promise<void>;
  /** Queues a bare request. Rejects with `INPUT_INVALID` if it carries a credential, `REQUEST_UNSENDABLE` if it can never be sent, `OWNER_MISSING` if nobody owns it. What cannot be stored is sent live: its handle is not `kept`. */
  add(request: Request, options: AddRequestOptions): Promise<OutboxHandle>;
  /** Resolves when `entries` has been read for the first time. Never rejects: see `storage`. */
  readonly ready: Promise<void>;
  sendUnkept(entry: NewEntry, unstored: Failure): Promise<EntrySettlement>;
  /** Runs one burst. Resolves when nothing more can be sent now, also if nothing could. */
  drain(): Promise<void>;
  /** Whether the last use of the database succeeded. */
  readonly storage: Observable<StorageState>;
  /**
   * What keeps the contexts of this origin from sending the same at once: `lock`, or `epoch` when a lock
   * cannot be had or its holder gives no sign of life.
   */
  readonly guard: Observable<DrainGuard>;
  /** Aborts what is on its way, gives back the lock and closes the database. */
  dispose(): Promise<void>;
}

// A database that takes longer may never answer, and the write is nowhere but on the page meanwhile.
const SLOW_ADD_MS = 1_000;

// Whatever went wrong is in `storage`; the next look repairs it.
const quietly = async (work: Promise<unknown>): Promise<void> => void (await work.catch(() => {}));

/**
 * Opens the outbox and begins to send. The entries themselves outlive it. On a server, which has nowhere to
 * keep them, it holds nothing, sends nothing and listens to nothing.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  return outboxOn(openOutboxStore, options);
}

/** The same on a store of any kind. */
export function outboxOn(openStore: typeof openOutboxStore, options: OutboxOptions): Outbox {
  const { transport, identity, name = 'holdfast-outbox', sender = 'page', baseUrl } = options;
  const { platform = webPlatform, locks = webLocks(), connectivity, sinks = [] } = options;
  const { background = webBackground(), channel = webChannel(name) } = options;
  const limits: OutboxLimits = { ...defaultLimits, ...options.limits };

  const storage = createCell<StorageState>('ok');
  const store = watchStore(openStore(name, platform), (next) =>
    storage.set(next(storage.getSnapshot())),
  );
  const guard = createCell<DrainGuard>('lock');
  const subject = (): string | undefined => {
    try {
      return identity.getSnapshot()?.subject;
    } catch (error) {
      // The app's own mistake; without an answer nobody's entries are shown or sent.
      surface(error);
      return undefined;
    }
  };
  const list = createEntryList(subject);
  const settlements = createSettlements(store, subject);
  const evidence = (said: ConnectivityEvidence, origin: string | undefined): void =>
    tell([() => connectivity?.note(said, origin)]);
  const holdPage = (): (() => void) => askWhileUnsafe(options.unsavedWork);
  const unkept = createUnkeptWrites({
    ...{
      transport,
      platform,
      limits,
      owner: subject,
      entries: list,
      evidence,
      hold: holdPage,
    },
  });
  const shown = joinEntries(list, unkept, subject);
  const engine = createEngine({
    ...{ name, sender, transport, platform, limits, locks, channel, sinks, store },
    owner: () => subject() ?? null,
    evidence,
    guarded: guard.set,
    heard(changes) {
      list.apply(changes);
      settlements.tell(changes.flatMap(({ settled }) => settled ?? []));
    },
    ended() {
      // The database works again after it did not.
      if (!loaded) void quietly(reload());
    },
    failed: (error) => storage.set(toFailure(error)),
  });
  const { drainer, admission, publish } = engine;

  const transition = (event: EntryEvent) => (entry: EntryChange['before'] & object) =>
    nextEntry(entry, event, limits);

  let loaded = false;
  const reload = async (): Promise<void> => {
    loaded = false;
    const owner = subject();
    const entries = owner === undefined ? [] : await store.list(owner);
    // Somebody else may have signed in while the list was read.
    if (owner !== subject()) return;
    list.reset(entries);
    loaded = true;
    await settlements.check();
  };

  let shownTo: string | undefined;
  const meet = async (): Promise<void> => {
    const owner = subject();
    if (owner !== shownTo) list.reset([]);
    shownTo = owner;
    try {
      await store.setSubject(owner ?? null);
      if (owner !== undefined) {
        publish(await store.changeHeads(owner, transition({ type: 'released' }), platform.now()));
      }
      await reload();
    } finally {
      drainer.wake();
    }
  };

  const hear = async (message: unknown): Promise<void> => {
    const hint = readHint(message);
    if (hint === undefined) return;
    const entries = await store.read(hint.seqs);
    list.apply(hint.seqs.map((seq, index) => ({ seq, entry: entries[index] })));
    await settlements.check(hint.ids);
    // Whoever changed them may die before they are sent.
    if (list.getSnapshot().length > 0) drainer.nudge();
  };

  /** Something says that there may be a network again, which ends the pauses of silent lanes. */
  const encourage = (): void => {
    admission.hint(true);
    drainer.wake();
  };
  // A server that renders a page has nothing to send and nobody to tell.
  const isStill = platform === webPlatform && !('indexedDB' in globalThis) && webIsServer();
  let believed = connectivity?.getSnapshot();
  const undo = isStill
    ? []
    : [
        identity.subscribe(() => void quietly(meet())),
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
          // A frozen page must not keep the lock from everybody else.
          left: drainer.halt,
        }),
        catchUp({
          platform,
          isDeaf: !options.channel && !canHearTabs(),
          list,
          reload,
        }),
      ];
  const ready = isStill ? Promise.resolve() : quietly(meet());

  const prepared = (entry: NewEntry): NewEntry => {
    const url = baseUrl === undefined ? entry.request.url : absoluteUrl(entry.request.url, baseUrl);
    const whole = { ...entry, request: { ...entry.request, url } };
    refuseUnkeepable(whole);
    return whole;
  };

  const enqueue = async (given: NewEntry): Promise<void> => {
    const entry = prepared(given);
    // What could not be stored is before it in its lane.
    await unkept.laneFree(entry);
    let release: (() => void) | undefined;
    const cancel = platform.schedule(SLOW_ADD_MS, () => (release = holdPage()));
    const stored = await store
      .add(recordOf(entry, platform.now()))
      .catch((error: unknown) => {
        const isNamed = isUnstored(error) || isFailure(error, 'DISPOSED');
        throw isNamed ? error : new Failure(STORAGE_FAILED, { cause: error });
      })
      .finally(() => {
        cancel();
        release?.();
      });
    unkept.forget(entry.id);
    if (stored) {
      const { id, seq, lane } = stored;
      admission.freshen(lane);
      publish([{ id, seq, before: undefined, entry: stored, settled: undefined }]);
    } else await quietly(reload());
    tell([() => background.requestSync(), drainer.wake]);
  };

  /** Changes an entry of the signed-in owner; nobody else's is known here. */
  const act = async (id: string, event: EntryEvent): Promise<EntryChange | undefined> => {
    const found = await store.find(id);
    if (found === undefined || found.owner !== subject()) throw new Failure(ENTRY_UNKNOWN);
    const change = await store.change(id, transition(event), platform.now());
    if (change) publish([change]);
    return change;
  };

  async function add(entry: NewEntry): Promise<void>;
  async function add(request: Request, requestOptions: AddRequestOptions): Promise<OutboxHandle>;
  async function add(
    given: NewEntry | Request,
    requestOptions?: AddRequestOptions,
  ): Promise<void | OutboxHandle> {
    if (requestOptions === undefined) return enqueue(given as NewEntry);
    const owner = requestOptions.owner ?? subject();
    if (owner === undefined) throw new Failure(OWNER_MISSING);
    const made = { id: uuidV7(platform), owner, incidentId: nextIncidentId() };
    const entry = await entryOfRequest(given as Request, requestOptions, made);
    const hold = { ...made, needsValue: entry.expectation.accept !== 'nothing' };
    try {
      await enqueue(entry);
      return createHandle(outbox, made.id, undefined, hold);
    } catch (error) {
      if (!isUnstored(error)) throw error;
      outbox.sendUnkept(entry, error).catch(() => {});
      return { ...createHandle(outbox, made.id, undefined, hold), kept: false };
    }
  }

  const outbox: Outbox = {
    add,
    sendUnkept: async (entry, unstored) => unkept.send(prepared(entry), unstored),
    ...{ entries: shown, storage, guard, ready },
    settled: (id) => unkept.settled(id) ?? settlements.settled(id),
    wake() {
      admission.hint();
      drainer.wake();
    },
    drain() {
      admission.hint();
      return drainer.drain();
    },
    async retry(id) {
      const event = { type: 'retried', freshKey: uuidV7(platform), now: platform.now() } as const;
      const change = await act(id, event);
      if (change?.entry) admission.freshen(change.entry.lane);
      drainer.wake();
    },
    async cancel(id) {
      const change = await act(id, { type: 'cancelled' });
      if (change) return 'cancelled';
      await quietly(reload());
      const found = await store.find(id);
      const gone = found !== undefined && hasLeft(found) ? found.settlement.kind : undefined;
      return gone === 'cancelled' ? 'cancelled' : 'too-late';
    },
    async dispose() {
      for (const stop of undo) stop?.();
      unkept.dispose();
      await engine.dispose();
      if (options.channel === undefined) channel.dispose();
      store.close();
    },
  };
  return outbox;
}
