import type { Failure, Identity, Observable, Transport, UnsavedWork } from '@holdfast/core';
import type {
  Bytes,
  ChannelPort,
  ConnectivityTracker,
  EntrySource,
  LockPort,
  Naming,
  NewEntry,
  Platform,
  RuntimeOutbox,
} from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { Dependencies } from '../chains/await-dependencies.ts';
import type { Coalescing } from '../chains/coalesce-unsent.ts';
import type { Migration } from '../chains/migrate-entries.ts';
import type { DrainGuard } from './create-engine.ts';
import type { StoredEntry } from './entry-record.ts';
import type { Encryption } from '../encryption/encryption.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { EntryChange, PausedLanes, Transition } from './outbox-store.ts';
import type { QuarantinedRow } from './quarantined-row.ts';
import type { StorageState } from './watch-store.ts';
import type { Background } from './web-background-sync.ts';

export interface OutboxOptions {
  readonly transport: Transport;
  /**
   * The user who is signed in. The outbox shows and sends only entries of this user; with `null` it shows and sends
   * none.
   */
  readonly identity: Observable<Identity | null>;
  /** The name of the database, the locks and the channel. Give the worker the same name. @default 'holdfast-outbox' */
  readonly name?: string;
  /** The name of this context in telemetry. @default 'page' */
  readonly sender?: string;
  /**
   * The base of relative URLs. They are completed when an entry is added, so that a worker at another path sends to
   * the same address. @default the page's address
   */
  readonly baseUrl?: string;
  /** @default webPlatform */
  readonly platform?: Platform;
  /** @default webLocks() */
  readonly locks?: LockPort;
  /** @default webChannel(name), disposed with the outbox */
  readonly channel?: ChannelPort;
  /** Hears the result of every send. When the network comes back, the outbox sends. @default none */
  readonly connectivity?: ConnectivityTracker;
  /** @default the app's service worker */
  readonly background?: Background;
  readonly sinks?: readonly TelemetrySink[];
  /**
   * Holds the writes that the device could not store while they are sent, so that no update reloads the page
   * meanwhile.
   */
  readonly unsavedWork?: Pick<UnsavedWork, 'declare'>;
  readonly limits?: Partial<OutboxLimits>;
  /**
   * Encrypts entries on the device: `encryptAtRest()`. Give the worker the same part. @default entries can be read on
   * the disk
   */
  readonly encryption?: Encryption;
  /**
   * `strict`: an acknowledged entry survives the power failure of the device. `relaxed`: an addition takes about half
   * the time. The entry survives a crash of the page and of the browser. But the system may hold it in memory for some
   * seconds, and a power failure or a crash of the system within that time loses it. @default 'strict'
   */
  readonly durability?: 'strict' | 'relaxed';
  /** Lets an entry that was never sent take in later ones: `coalesceUnsent()`. @default each entry is sent */
  readonly coalescing?: Coalescing;
  /**
   * Sends an entry after others, and with the ids that the answers to those others brought: `awaitDependencies()`.
   * Give the worker this part too.
   * @default entries with `after` or with a temporary id are refused
   */
  readonly dependencies?: Dependencies;
  /**
   * Brings entries of older versions of the app to the version of this one: `migrateEntries(operations)`. @default
   * entries are sent as they are
   */
  readonly migration?: Migration;
  /**
   * Names errors of the app's own code within the transport, such as hooks. Give the worker the same function.
   * @default `DEFECT` or `UNKNOWN`
   */
  readonly toFailure?: Naming | undefined;
}

/** The options of an outbox that is a part of a runtime, which gives it the rest. */
export interface OutboxPartOptions extends Omit<OutboxOptions, 'transport' | 'identity'> {
  readonly transport?: never;
  readonly identity?: never;
}

/** What the user or the app decides about an entry. It runs inside a transaction, so it must be synchronous and pure. */
export type Decision = Transition;

/** A durable queue of writes, shared by every tab and worker of the origin. */
export interface Outbox extends RuntimeOutbox {
  /** The user who is signed in. */
  readonly identity: Observable<Identity | null>;
  /** Resolves when `entries` has been read for the first time. Never rejects: see `storage`. */
  readonly ready: Promise<void>;
  /**
   * Stores an entry. `body` is the body of its request when it must be read first. Entries of one lane are stored in
   * the order of the calls, also when a call does not wait for the one before it.
   */
  add(entry: NewEntry, body?: Promise<Bytes | null>, source?: EntrySource): Promise<void>;
  sendUnkept(entry: NewEntry, unstored: Failure, source?: EntrySource): void;
  /**
   * The outbox's own copy of an entry, with a whole address and with the entries that its operation says it waits for.
   * Keeps nothing. Refuses by name an entry that the outbox can never keep or send.
   */
  prepare(entry: NewEntry, source?: EntrySource): NewEntry;
  /**
   * Applies a decision to an entry of the signed-in owner. The decision reads the entry and changes it in one
   * transaction, so that nothing comes between. The change survives a power cut once this resolves. Then the outbox
   * tells it to the other tabs and the sinks, and sends. Resolves with `undefined` when nothing was changed. Rejects
   * with `ENTRY_UNKNOWN` for an entry that this user does not have and did not have.
   */
  decide(id: string, decision: Decision): Promise<EntryChange | undefined>;
  /**
   * Sends no more entries of the signed-in owner, or of one lane, until `resume`. Every tab and the worker keep to the
   * pause, also after a reload. Sends on their way end as always. The first entry of each paused lane is `blocked:
   * paused` and is not sent. The pause survives a power cut once this resolves, with the lanes that are paused then.
   */
  pause(lane?: string): Promise<PausedLanes>;
  /** Ends the pause of all lanes, or of one. A lane that was paused by name stays paused until it is resumed by name. */
  resume(lane?: string): Promise<PausedLanes>;
  /**
   * The paused lanes of the signed-in owner; an empty name among them stands for all. When the list shows an entry as
   * paused that another tab has resumed, this tab sends it.
   */
  paused(): Promise<PausedLanes>;
  /** The base of relative addresses of new entries. */
  readonly baseUrl: string | undefined;
  /**
   * The stored entries with these ids, in their order, with requests and bodies; `undefined` for one that has left or
   * belongs to another user.
   */
  inspect(ids: readonly string[]): Promise<readonly (StoredEntry | undefined)[]>;
  /** Runs one burst. Resolves when no more entries can be sent now, also if none could be. */
  drain(): Promise<void>;
  /**
   * Whether the last use of the database succeeded. `STORAGE_CORRUPT`: rows did not parse and were set aside, see
   * `quarantined`. `STORAGE_LOST`: the database was deleted with the entries in it, by a person or by a browser that
   * found it spoilt. Both failures stay until the outbox has stored a new entry.
   */
  readonly storage: Observable<StorageState>;
  /**
   * The guard that keeps the contexts of this origin from sending one entry at once: `lock`, or `epoch` when
   * there is no lock or its holder gives no sign of life.
   */
  readonly guard: Observable<DrainGuard>;
  /**
   * The rows of an owner that did not parse, the oldest first. The outbox set them aside, sends them no more, and
   * keeps them for the app to show or export. With `undefined` it gives the rows that name no owner. Show these to no
   * user, because another user may have written their content.
   */
  quarantined(owner: string | undefined): Promise<readonly QuarantinedRow[]>;
  /** Deletes a row that was set aside, for good. Export it first: see `exportEntries`. */
  discardQuarantined(row: QuarantinedRow): Promise<void>;
  /** Aborts sends on their way, gives back the lock and closes the database. */
  dispose(): Promise<void>;
}
