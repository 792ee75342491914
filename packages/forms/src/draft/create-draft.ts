import { createCell, Failure, isFailure, type Observable } from '@holdfast/core';
import {
  isEqual,
  toStorageFailure,
  type DraftRecord,
  type DraftStore,
  type FailureJson,
  type Platform,
} from '@holdfast/core/parts';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { decodeDraft, type DraftCodec } from './draft-codec.ts';
import { viewOfDraft, type DraftView } from './draft-view.ts';
import { NO_DRAFT_STORE } from './no-draft-store.ts';
import {
  dueWrite,
  initialDraft,
  nextDraft,
  type DraftContent,
  type DraftEvent,
  type DraftState,
  type StoredDraft,
} from './draft-state.ts';

export interface DraftConfig<TValues> extends DraftCodec<TValues> {
  readonly owner: string;
  readonly key: string;
  readonly store: DraftStore | undefined;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  readonly debounceMs: number;
  readonly sink?: TelemetrySink | undefined;
}

/** The state of a draft. It changes when a user would notice, not with each key. */
export type ShownDraft<TValues> = DraftView<TValues> & Pick<DraftContent<TValues>, 'memo'>;

export interface Draft<TValues> extends Observable<ShownDraft<TValues>> {
  /** The newest content there is, stored or not. */
  content(): DraftContent<TValues>;
  /** Reads what is kept, once. Gives the values to show in the form, if any. */
  load(): Promise<TValues | undefined>;
  /** Takes in the newest content; it is written after a pause. */
  change(content: DraftContent<TValues>): void;
  /** Stores the content again, also when it did not change since it was removed. Gives whether it is stored. */
  keep(): Promise<boolean>;
  /** Writes what is not written yet, now. Never rejects: what fails is in the state. */
  flush(): Promise<void>;
  /** Hands over what is not written yet, for a page that may be gone before a write comes to its end. */
  keepNow(): void;
  /**
   * The last flush of a form that is left; what a conflict keeps back is put aside in the store. What
   * no save has kept by then is told to telemetry as `lost`.
   */
  leave(): Promise<void>;
  /** Removes the stored draft, unless another tab wrote it since. Newer changes stay. */
  remove(): Promise<void>;
  /** Forgets the typed values, here and in the store, and starts over with these values. */
  discard(values: TValues): Promise<void>;
  /** The content before the user types anything. */
  begin(values: TValues): void;
  /** Checks whether another tab ended the draft meanwhile, and reports it once. Never waits long. */
  isStillOurs(): Promise<boolean>;
  /** Listens for another tab that ends the draft. Returns the undo. */
  follow(): () => void;
  keepMine(): Promise<void>;
  takeTheirs(): TValues | undefined;
}

/** Longer than a working store takes. */
const LOOK_MS = 500;

/** One draft of one owner. Its calls to the store go in line, so that none overtakes another. */
export function createDraft<TValues>(config: DraftConfig<TValues>): Draft<TValues> {
  const { owner, key, store, platform, debounceMs, version, defaultValues } = config;
  let blank: DraftContent<TValues> = { values: defaultValues, memo: {} };
  let state: DraftState<TValues> = initialDraft(blank);
  const shown = createCell<ShownDraft<TValues>>({ ...viewOfDraft(state), memo: blank.memo });
  let cancelTimer: (() => void) | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let loading: Promise<TValues | undefined> | undefined;

  const send = (event: DraftEvent<TValues>): void => {
    state = nextDraft(state, event, isEqual);
    const before = shown.getSnapshot();
    const view = viewOfDraft(state);
    const now = { ...view, memo: state.content.memo };
    if (isEqual(before, now)) return;
    shown.set(now);
    if (before.kind === now.kind) return;
    if (view.kind === 'unavailable') tell(view.kind, { failure: view.failure.toJSON() });
    else tell(view.kind);
  };
  const tell = (kind: string, more: { readonly failure?: FailureJson } = {}): void =>
    config.sink?.({ type: 'draft.changed', at: platform.now(), draft: key, state: kind, ...more });
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work);
    line = done.catch(() => {});
    return done;
  };
  const fail = (error: unknown): void =>
    send({ type: 'storage-failed', failure: toStorageFailure(error) });

  const toStored = ({
    revision,
    savedAt,
    value,
    version: from,
    lost,
  }: DraftRecord): StoredDraft<TValues> => ({
    revision,
    savedAt,
    content: decodeDraft<TValues>(value, from, { ...config, defaultValues: blank.values }, lost),
  });

  async function read(): Promise<void> {
    if (!store) {
      send({ type: 'storage-failed', failure: new Failure(STORAGE_UNAVAILABLE) });
      return;
    }
    try {
      const record = await store.load(owner, key);
      if (!record) send({ type: 'found-nothing' });
      else if (record.version > version) {
        send({ type: 'found-newer', storedVersion: record.version });
      } else await understand(record, store);
    } catch (error) {
      // The store has set aside what it could not read.
      if (isFailure(error, 'STORAGE_CORRUPT')) send({ type: 'set-aside', reason: 'unreadable' });
      else fail(error);
    }
  }

  async function understand(record: DraftRecord, into: DraftStore): Promise<void> {
    let stored: StoredDraft<TValues>;
    try {
      stored = toStored(record);
    } catch {
      await into.quarantine(record, 'invalid');
      send({ type: 'set-aside', reason: 'invalid' });
      return;
    }
    send({ type: 'found', stored });
  }

  const recordOf = (
    { values, memo, lost }: DraftContent<TValues>,
    revision: number,
    savedAt = platform.now(),
  ): DraftRecord => ({
    ...{ owner, key, version, revision, savedAt, value: { values, memo } },
    ...(lost && { lost }),
  });
  const following = (content: DraftContent<TValues>): DraftRecord =>
    recordOf(content, state.revision + 1);

  async function write(): Promise<void> {
    // A draft that could not be read before may be readable now. Until then the form does not overwrite it.
    if (state.persistence.kind === 'unavailable' && state.persistence.unread) await read();
    const content = dueWrite(state);
    if (!content || !store) return;
    const record = following(content);
    const { revision, savedAt } = record;
    try {
      const saved = await store.save(record);
      if (saved.kind === 'saved') send({ type: 'stored', stored: { revision, savedAt, content } });
      else overtaken(saved.theirs);
    } catch (error) {
      fail(error);
    }
  }

  function overtaken(theirs: DraftRecord): void {
    if (theirs.version > version) send({ type: 'found-newer', storedVersion: theirs.version });
    else send({ type: 'overtaken', theirs: toStored(theirs) });
  }

  const plan = (): void => {
    cancelTimer?.();
    cancelTimer = platform.schedule(debounceMs, () => void flush());
  };
  const flush = async (): Promise<void> => {
    cancelTimer?.();
    if (state.isUnsaved) await inLine(write);
  };
  /** The side of a conflict that the user did not choose is kept aside. */
  const putAside = async (record: DraftRecord): Promise<void> => {
    if (store) await inLine(() => store.quarantine(record, 'conflict')).catch(fail);
  };
  let aside: DraftContent<TValues> | undefined;
  const leave = async (): Promise<void> => {
    await flush();
    const { theirs, isUnsaved, content, revision } = state;
    if (!isUnsaved || !store || aside === content) return;
    aside = content;
    if (theirs) await putAside(recordOf(content, revision));
    const { persistence } = state;
    if (persistence.kind === 'unavailable' || persistence.kind === 'read-only') tell('lost');
  };
  let isGoing = false;
  const keepNow = (): void => {
    // A draft that is being removed has been sent or given up, and must not come back.
    const due = isGoing ? undefined : dueWrite(state);
    if (due) store?.keepNow?.(following(due));
  };
  const remove = async (): Promise<void> => {
    cancelTimer?.();
    const { content } = state;
    isGoing = true;
    await inLine(async () => {
      try {
        await store?.remove(owner, key, state.revision);
        send({ type: 'removed', content });
      } catch (error) {
        fail(error);
      }
    });
    isGoing = false;
    if (state.isUnsaved) plan();
  };

  return {
    getSnapshot: shown.getSnapshot,
    subscribe: shown.subscribe,
    content: () => state.content,
    async keep() {
      send({ type: 'changed', content: state.content });
      await flush();
      return store !== NO_DRAFT_STORE && !state.isUnsaved;
    },
    flush,
    keepNow,
    leave,
    remove,
    load() {
      loading ??= inLine(async () => {
        await read();
        const { isRestored, content } = state;
        return isRestored ? content.values : undefined;
      });
      return loading;
    },
    change(content) {
      const { content: known, savedAt } = state;
      if (isEqual(content, known)) return;
      const isBlank = content.memo === known.memo && isEqual(content.values, blank.values);
      if (isBlank && savedAt === undefined && state.persistence.kind === 'ready') {
        // Back to the beginning with nothing stored: there is nothing to keep.
        send({ type: 'cleared', content: blank });
        return;
      }
      send({ type: 'changed', content });
      plan();
    },
    begin(values) {
      blank = { values, memo: {} };
      send({ type: 'cleared', content: blank });
    },
    async discard(values) {
      blank = { values, memo: {} };
      send({ type: 'cleared', content: blank });
      await remove();
    },
    async keepMine() {
      const { theirs } = state;
      send({ type: 'kept-mine' });
      if (theirs) await putAside(recordOf(theirs.content, theirs.revision, theirs.savedAt));
      await flush();
    },
    takeTheirs() {
      const { theirs, content, revision } = state;
      if (theirs) void putAside(recordOf(content, revision));
      send({ type: 'took-theirs' });
      return theirs?.content.values;
    },
    async isStillOurs() {
      if (!store || store === NO_DRAFT_STORE || state.revision === 0 || state.theirs) return true;
      let cancelLook!: () => void;
      const late = new Promise<true>((resolve) => {
        cancelLook = platform.schedule(LOOK_MS, () => resolve(true));
      });
      const found = store.load(owner, key).then(
        (record) => record !== undefined,
        () => true,
      );
      const isThere = await Promise.race([found, late]);
      cancelLook();
      // If this tab removed the draft meanwhile, there is nothing to report.
      if (isThere || isGoing || state.revision === 0) return true;
      send({ type: 'ended' });
      return false;
    },
    follow: () =>
      store?.onRemoved?.(owner, key, (revision) => {
        if (revision < state.revision) return;
        send({ type: 'ended' });
        if (state.isUnsaved) plan();
      }) ?? (() => {}),
  };
}
