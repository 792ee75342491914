import { createCell, Failure, isFailure } from '@holdfast/core';
import { STORAGE_FAILED, STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import {
  mayWrite,
  nextPersistence,
  onPageHide,
  tell,
  webClock,
  type DraftRecord,
  type DraftSaved,
  type PersistenceEvent,
  type PersistenceState,
} from '@holdfast/core/parts';
import type { AttachedPersistence, SlicePort } from '../slice-port.ts';
import { createLine } from './in-line.ts';
import { changedIn, following, keptMembers, mergeKept, storedValue } from './kept.ts';
import type { Kept, Members, Missing } from './kept.ts';
import type { PersistOptions } from './persist-options.ts';
import { missingIn, readKept } from './read-kept.ts';
import { settle, type Awaitable } from './settle.ts';
import type { RecordAside, SliceStore } from './slice-store.ts';
import type { SliceStatus } from './slice-status.ts';

type Reason = (PersistenceState & { kind: 'quarantined' })['reason'];

/** Reads and writes the data of one slice for one owner. Its calls to the store run one after another. */
export function attachSlice<TData extends object>(
  port: SlicePort<TData>,
  options: PersistOptions<TData>,
): AttachedPersistence<SliceStatus> {
  const { name: key, owner = '', holdfast } = port;
  const { include, migrations = [], schema, merge = {}, throttleMs = 250 } = options;
  const { tabs = holdfast?.tabs, sink = holdfast?.sink } = options;
  const store: SliceStore | undefined = options.store ?? holdfast?.drafts;
  const { platform = holdfast?.platform ?? webClock, onHide = onPageHide } = options;
  const version = migrations.length;
  const topic = `holdfast-slice ${key}`;
  const channel = tabs?.channel(topic);
  const inLine = createLine();
  const first = port.getInitialState();
  const keptOf = (data: object): Members => keptMembers(data, first, include);
  const initial = keptOf(first);

  let kept: Kept = { values: initial, revisions: {}, revision: 0 };
  let persistence: PersistenceState = { kind: 'hydrating' };
  /** Why data was set aside, until the app has answered. It is stored with the data. */
  let aside: Reason | undefined;
  let isAsideUnsaved = false;
  let savedAt: number | undefined;
  /** What the data of the start lacks, until the slice shows it. */
  let unshown: Missing | undefined;
  /** The last data of a slice that is detached. */
  let left: Members | undefined;
  let cancelTimer: (() => void) | undefined;

  const mine = (): Members => left ?? keptOf(port.getState());
  const isUnsaved = (): boolean => isAsideUnsaved || changedIn(mine(), kept).length > 0;
  const snapshot = (): SliceStatus => ({
    ...persistence,
    ...{ isUnsaved: isUnsaved(), savedAt, flush, resolve },
  });
  const publish = (): void => status.set(snapshot());
  const report = (state: string, failure?: Failure): void =>
    tell(sink ? [sink] : [], {
      ...{ type: 'draft.changed', at: platform.now(), draft: key, state },
      ...(failure && { failure: failure.toJSON() }),
    });
  const send = (event: PersistenceEvent): void => {
    const { kind } = persistence;
    persistence = nextPersistence(persistence, event);
    if (aside && persistence.kind === 'ready') persistence = { kind: 'quarantined', reason: aside };
    if (kind !== persistence.kind) {
      report(persistence.kind, 'failure' in persistence ? persistence.failure : undefined);
    }
    publish();
  };
  const fail = (error: unknown): void => {
    // The store has set aside what it could not read.
    if (isFailure(error, 'STORAGE_CORRUPT')) return setAside('unreadable', kept.revision);
    send({
      type: 'storage-failed',
      failure: isFailure(error) ? error : new Failure(STORAGE_FAILED, { cause: error }),
    });
  };
  const setAside = (reason: Reason, revision: number): void => {
    aside = reason;
    isAsideUnsaved = true;
    kept = { ...kept, revision };
    send({ type: 'found-valid' });
    plan();
  };

  const read = (): Awaitable<void> =>
    settle(
      () => {
        if (!store) throw new Failure(STORAGE_UNAVAILABLE);
        return store.load(owner, key);
      },
      (record) => {
        if (record) return understand(record);
        restored(0, []);
        send({ type: 'found-nothing' });
      },
      fail,
    );
  /** While the page lives, the outbox tells it of each write. */
  const restored = (at: number, pending: readonly string[]): void => {
    if (persistence.kind !== 'hydrating' || left || !port.restored) return;
    unshown = { at, pending };
    void port.restored(at, pending).then(() => (unshown = undefined));
  };
  const understand = (record: DraftRecord): Awaitable<void> => {
    if (record.version > version) {
      return send({ type: 'found-newer', storedVersion: record.version });
    }
    return settle(
      () => readKept(record, { migrations, schema, keptOf }, initial),
      (found) => {
        const merged = mergeKept(mine(), kept, found, merge);
        const { changes } = merged;
        ({ kept } = merged);
        ({ savedAt } = record);
        ({ aside } = record.value as { readonly aside?: Reason });
        if (left) left = { ...left, ...changes };
        else tell([() => port.setState(changes as Partial<TData>)]);
        restored(...missingIn(record));
        send({ type: 'found-valid' });
        plan();
      },
      () =>
        settle(
          () => store?.quarantine(record, 'invalid'),
          () => setAside('invalid', record.revision || 0),
          fail,
        ),
    );
  };

  const recordOf = (next: Kept): DraftRecord => {
    const value = storedValue(next, aside, port.pending?.(), unshown);
    return { owner, key, version, revision: next.revision, savedAt: platform.now(), value };
  };
  const write = (): Awaitable<void> => {
    if (!store || !mayWrite(persistence) || !isUnsaved()) return publish();
    const next = following(mine(), kept);
    const record = recordOf(next);
    const wrote = (saved: DraftSaved): Awaitable<void> => {
      if (saved.kind === 'conflict') {
        const { theirs } = saved;
        const again = (): Awaitable<void> => {
          if (kept.revision === theirs.revision) return write();
        };
        return settle(() => understand(theirs), again, again);
      }
      kept = next;
      ({ savedAt } = record);
      isAsideUnsaved = false;
      send({ type: 'stored' });
      channel?.post({ owner, revision: kept.revision });
      plan();
    };
    return settle(() => store.save(record), wrote, fail);
  };
  const writeLocked = (): Awaitable<void> =>
    store?.needsLock && tabs && isUnsaved()
      ? // Where the browser gives no lock, a write without it is better than none.
        settle(() => tabs.locks.hold(topic, async () => write()), publish, write)
      : write();
  const writeSoon = (): Awaitable<void> => {
    stopTimer();
    return inLine(() => {
      // With nothing to write, only a read can tell that a failing storage works again.
      const canWrite = mayWrite(persistence) && (isUnsaved() || persistence.kind !== 'unavailable');
      return canWrite ? writeLocked() : settle(read, writeLocked, fail);
    });
  };
  /** When the page closes or the user leaves, it does not wait for a lock. */
  const writeNow = (): Awaitable<void> =>
    store?.needsLock && mayWrite(persistence) ? write() : writeSoon();

  const plan = (): void => {
    const isTold = status.getSnapshot().isUnsaved;
    if (left || (cancelTimer && isTold) || !isUnsaved()) return;
    if (!isTold) publish();
    cancelTimer ??= platform.schedule(throttleMs, () => void writeSoon());
  };
  const stopTimer = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
  };
  async function flush(): Promise<void> {
    await writeSoon();
  }
  async function resolve(choice: string): Promise<readonly RecordAside[]> {
    let copies: readonly RecordAside[] = [];
    await inLine(() =>
      settle(
        async () => {
          copies = (await store?.aside?.(owner, key)) ?? [];
          if (choice === 'discard') await store?.forgetAside?.(owner, key);
        },
        () => {
          if (choice === 'export' || !aside) return;
          aside = undefined;
          isAsideUnsaved = true;
          if (persistence.kind === 'quarantined') send({ type: 'found-valid' });
        },
        fail,
      ),
    );
    await flush();
    return copies;
  }
  const hide = (): void => {
    if (!mayWrite(persistence) || !isUnsaved()) return;
    store?.keepNow?.(recordOf(following(mine(), kept)));
    void writeNow();
  };

  const status = createCell<SliceStatus>(snapshot());
  const ends = [
    port.subscribe(plan),
    onHide(hide),
    channel?.subscribe((message) => {
      const news = Object(message) as { readonly owner?: unknown; readonly revision?: unknown };
      const look = (): void => {
        if (!left && Number(news.revision) > kept.revision) void inLine(read);
      };
      if (news.owner !== owner) return;
      look();
      // The message of a browser process may come before its write to `localStorage` does.
      platform.schedule(throttleMs, look);
    }),
  ];
  void inLine(read);

  const end = (): void => {
    if (isUnsaved()) report('lost');
    channel?.dispose();
  };
  return {
    status,
    detach() {
      for (const leave of ends) leave?.();
      left = mine();
      void settle(writeNow, end, end);
    },
  };
}
