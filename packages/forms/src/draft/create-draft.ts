import {
  createCell,
  Failure,
  STORAGE_UNAVAILABLE,
  toPlainFailure,
  type DraftRecord,
  type DraftStore,
  type FailureJson,
  type Observable,
  type Platform,
} from '@holdfast/core';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { isEqual } from '../is-equal.ts';
import { decodeDraft, type DraftCodec } from './draft-codec.ts';
import { viewOfDraft, type DraftView } from './draft-view.ts';
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

/** What is told of a draft. It changes when a person would notice, not with each key. */
export type ShownDraft<TValues> = DraftView<TValues> & Pick<DraftContent<TValues>, 'memo'>;

export interface Draft<TValues> extends Observable<ShownDraft<TValues>> {
  /** The newest content there is, stored or not. */
  content(): DraftContent<TValues>;
  /** Reads what is kept, once. Gives the values to show in the form, if any. */
  load(): Promise<TValues | undefined>;
  /** Takes in the newest content; it is written after a pause. */
  change(content: DraftContent<TValues>): void;
  /** Stores the content again, also when it did not change since it was removed. */
  keep(): Promise<void>;
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
  /** Forgets what was typed, here and in the store. */
  discard(): Promise<void>;
  keepMine(): Promise<void>;
  takeTheirs(): TValues | undefined;
}

/** One draft of one owner. Its calls to the store go in line, so that none overtakes another. */
export function createDraft<TValues>(config: DraftConfig<TValues>): Draft<TValues> {
  const { owner, key, store, platform, debounceMs, version, defaultValues } = config;
  const blank: DraftContent<TValues> = { values: defaultValues, memo: {} };
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
    send({ type: 'storage-failed', failure: toPlainFailure(error) });

  const toStored = ({
    revision,
    savedAt,
    value,
    version: from,
  }: DraftRecord): StoredDraft<TValues> => ({
    revision,
    savedAt,
    content: decodeDraft<TValues>(value, from, config),
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
      fail(error);
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

  const following = (content: DraftContent<TValues>) => ({
    ...{ owner, key, version, value: content },
    revision: state.revision + 1,
    savedAt: platform.now(),
  });

  async function write(): Promise<void> {
    // What could not be read once may be readable now; until then nothing is written over it.
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
  let aside: DraftContent<TValues> | undefined;
  const leave = async (): Promise<void> => {
    await flush();
    const { theirs, isUnsaved, content, revision } = state;
    if (!isUnsaved || !store || aside === content) return;
    aside = content;
    if (theirs) {
      const record = { owner, key, version, revision, savedAt: platform.now(), value: content };
      await inLine(() => store.quarantine(record, 'conflict')).catch(fail);
    }
    const { persistence } = state;
    if (persistence.kind === 'unavailable' || persistence.kind === 'read-only') tell('lost');
  };
  let isGoing = false;
  const keepNow = (): void => {
    // What is being removed has been sent or given up, and must not come back.
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
    async discard() {
      send({ type: 'cleared', content: blank });
      await remove();
    },
    async keepMine() {
      send({ type: 'kept-mine' });
      await flush();
    },
    takeTheirs() {
      const { theirs } = state;
      send({ type: 'took-theirs' });
      return theirs?.content.values;
    },
  };
}
