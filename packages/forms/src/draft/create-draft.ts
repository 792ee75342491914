import { createCell, Failure, isFailure } from '@holdfast/core';
import {
  asStorageFailure,
  inTurn,
  isEqual,
  type DraftRecord,
  type DraftStore,
  type FailureJson,
} from '@holdfast/core/parts';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import type { DeviceDraft, DraftGiven, ShownDraft } from './draft.ts';
import { decodeDraft } from './draft-codec.ts';
import {
  dueWrite,
  initialDraft,
  nextDraft,
  type DraftContent,
  type DraftEvent,
  type DraftState,
  type StoredDraft,
} from './draft-state.ts';
import { viewOfDraft } from './draft-view.ts';
import type { DraftOptions } from './draft-options.ts';
import { inTime } from './in-time.ts';
import { keptValues } from './kept-values.ts';
import { withoutRefused } from './without-refused.ts';

/** The draft is saved at the latest after this time, even when the user never pauses. */
const LONGEST_PAUSES = 5;

/** One draft of one owner. Its calls to the store run one after another, so that none overtakes another. */
export function createDraft<TValues extends object>(
  config: DraftOptions<string, unknown> & Omit<DraftGiven<TValues>, 'current'>,
): DeviceDraft<TValues> {
  const { owner, key, store, platform, debounceMs = 400, version, exclude, shape } = config;
  const { defaultValues } = config;
  let defaults = defaultValues;
  const asKept = (values: TValues): ReturnType<typeof keptValues<TValues>> =>
    keptValues(values, exclude, defaults);
  let blank: DraftContent<TValues> = { values: asKept(defaults).values, memo: {} };
  let state: DraftState<TValues> = initialDraft(blank);
  /** Contents whose values are a copy of their own, fit for the store. */
  const fit = new WeakSet<DraftContent<TValues>>([blank]);
  let discarded: TValues | undefined;
  let unsavedSince = 0;
  let cancelTimer: (() => void) | undefined;
  let loading: Promise<TValues | undefined> | undefined;

  const show = (): ShownDraft<TValues> => ({
    ...viewOfDraft(state),
    memo: state.content.memo,
    isAtRisk: state.isUnsaved || state.content.lost !== undefined,
    canUndo: discarded !== undefined,
  });
  const shown = createCell<ShownDraft<TValues>>(show());
  const send = (event: DraftEvent<TValues>): void => {
    state = nextDraft(state, event, isEqual);
    publish();
  };
  const publish = (): void => {
    const before = shown.getSnapshot();
    const now = show();
    // The state does not change for the user, who still types.
    const isSaving = before.kind === 'saving' && now.kind === 'saving';
    if (isEqual(before, isSaving ? { ...now, savedAt: before.savedAt } : now)) return;
    shown.set(now);
    if (before.kind === now.kind) return;
    tell(now.kind, now.kind === 'unavailable' ? { failure: now.failure.toJSON() } : {});
  };
  const tell = (kind: string, more: { readonly failure?: FailureJson } = {}): void =>
    config.sink?.({ type: 'draft.changed', at: platform.now(), draft: key, state: kind, ...more });
  const inLine = inTurn();
  const fail = (error: unknown): void =>
    send({ type: 'storage-failed', failure: asStorageFailure(error) });

  const content = (): DraftContent<TValues> => {
    if (!fit.has(state.content)) {
      const { values, memo } = state.content;
      state = { ...state, content: { ...asKept(values), memo } };
      fit.add(state.content);
    }
    return state.content;
  };

  type Found = StoredDraft<TValues> | undefined;
  /** Reads a stored draft. The form puts a draft aside that it cannot read, and then there is none. */
  async function understood(record: DraftRecord, into: DraftStore): Promise<Found> {
    const { revision, savedAt, value, version: from, lost } = record;
    try {
      const codec = { ...config, defaultValues: blank.values };
      const decoded = decodeDraft<TValues>(value, from, codec, lost);
      const found = (shape && (await withoutRefused(decoded, shape, blank.values))) ?? decoded;
      fit.add(found);
      return { revision, savedAt, content: found };
    } catch {
      await into.quarantine(record, 'invalid');
      send({ type: 'set-aside', reason: 'invalid' });
      return undefined;
    }
  }

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
      } else await takeIn(record, store);
    } catch (error) {
      // The store has set aside what it could not read.
      if (isFailure(error, 'STORAGE_CORRUPT')) send({ type: 'set-aside', reason: 'unreadable' });
      else fail(error);
    }
  }

  async function takeIn(record: DraftRecord, into: DraftStore): Promise<void> {
    const stored = await understood(record, into);
    if (!stored) return;
    const isWhole = stored.content.dropped === undefined;
    // The whole record is put aside, and the fields that are left are stored anew.
    if (!isWhole) await into.quarantine(record, 'invalid');
    send({ type: 'found', stored: isWhole ? stored : { ...stored, revision: 0 } });
    if (isWhole || state.theirs) return;
    const { content: left } = state;
    const again = following(left);
    const saved = await into.save(again);
    if (saved.kind === 'saved') send({ type: 'found', stored: { ...again, content: left } });
  }

  const recordOf = (
    { values, memo, lost }: DraftContent<TValues>,
    revision: number,
    savedAt = platform.now(),
  ): DraftRecord => ({
    ...{ owner, key, version, revision, savedAt, value: { values, memo } },
    ...(lost && { lost }),
  });
  const following = (of: DraftContent<TValues>): DraftRecord => recordOf(of, state.revision + 1);
  const isBlank = (): boolean => {
    const { values, memo } = content();
    return memo === blank.memo && isEqual(values, blank.values);
  };

  async function write(): Promise<void> {
    // A draft that could not be read before may be readable now. Until then the form does not overwrite it.
    if (state.persistence.kind === 'unavailable' && state.persistence.unread) await read();
    content();
    const due = dueWrite(state);
    if (!due || !store) return;
    if (isBlank() && state.savedAt === undefined && state.persistence.kind === 'ready') {
      // The values are the first ones again and no draft is stored, so there is nothing to keep.
      send({ type: 'cleared', content: blank });
      return;
    }
    const record = following(due);
    try {
      const saved = await store.save(record);
      if (saved.kind === 'saved') {
        send({ type: 'stored', stored: { ...record, content: due } });
      } else await overtaken(saved.theirs, store);
    } catch (error) {
      fail(error);
    }
  }

  async function overtaken(record: DraftRecord, into: DraftStore): Promise<void> {
    if (record.version > version) {
      send({ type: 'found-newer', storedVersion: record.version });
      return;
    }
    const theirs = await understood(record, into);
    if (theirs) send({ type: 'overtaken', theirs });
    else await write();
  }

  const plan = (): void => {
    cancelTimer?.();
    const waitedMs = platform.now() - unsavedSince;
    const isLong = waitedMs >= debounceMs * LONGEST_PAUSES || waitedMs < 0;
    cancelTimer = platform.schedule(isLong ? 0 : debounceMs, () => void flush());
  };
  const flush = async (): Promise<void> => {
    cancelTimer?.();
    unsavedSince = platform.now();
    if (state.isUnsaved) await inLine(write);
  };
  const take = (next: DraftContent<TValues>): void => {
    if (!state.isUnsaved) unsavedSince = platform.now();
    send({ type: 'changed', content: next });
    plan();
  };
  /** The side of a conflict that the user did not choose is kept aside. */
  const putAside = async (record: DraftRecord): Promise<void> => {
    if (store) await inLine(() => store.quarantine(record, 'conflict')).catch(fail);
  };
  let aside: DraftContent<TValues> | undefined;
  const leave = async (): Promise<void> => {
    await flush();
    const { theirs, isUnsaved, revision } = state;
    if (!isUnsaved || !store || aside === content()) return;
    aside = content();
    if (theirs) await putAside(recordOf(aside, revision));
    const { persistence } = state;
    if (persistence.kind === 'unavailable' || persistence.kind === 'read-only') tell('lost');
  };
  let isGoing = false;
  const keepNow = (): void => {
    content();
    // A draft that is being removed was sent or discarded, and must not come back.
    const due = isGoing ? undefined : dueWrite(state);
    if (due) store?.keepNow?.(following(due));
  };
  const remove = async (): Promise<void> => {
    cancelTimer?.();
    const removed = content();
    isGoing = true;
    await inLine(async () => {
      try {
        await store?.remove(owner, key, state.revision);
        send({ type: 'removed', content: removed });
      } catch (error) {
        fail(error);
      }
    });
    isGoing = false;
    if (state.isUnsaved) plan();
  };
  const begin = (values: TValues): void => {
    defaults = values;
    blank = { values: asKept(values).values, memo: {} };
    fit.add(blank);
    send({ type: 'cleared', content: blank });
  };

  return {
    getSnapshot: shown.getSnapshot,
    subscribe: shown.subscribe,
    content,
    async keep() {
      send({ type: 'changed', content: content() });
      await inTime(platform, flush(), undefined);
      return !state.isUnsaved;
    },
    flush,
    keepNow,
    leave,
    remove,
    load() {
      loading ??= inLine(async () => {
        await read();
        const { isRestored, content: found } = state;
        return isRestored ? found.values : undefined;
      });
      return loading;
    },
    follow: () =>
      store?.onRemoved?.(owner, key, (revision) => {
        if (revision < state.revision) return;
        send({ type: 'ended' });
        if (state.isUnsaved) plan();
      }) ?? (() => {}),
    change(values) {
      const { memo } = state.content;
      if (state.isUnsaved) {
        // This runs with each key: the values are looked at when they are written.
        state = { ...state, content: { values, memo } };
        plan();
        return;
      }
      const { values: known, lost } = content();
      if (!isEqual(asKept(values), { values: known, lost })) take({ values, memo });
    },
    remember(name, note) {
      const { values, memo } = content();
      if (memo[name] !== note) take({ values, memo: { ...memo, [name]: note } });
    },
    begin,
    async discard(values, mayComeBack) {
      // When the user typed nothing since the last discard, the values of that discard can still come back.
      if (mayComeBack && !isBlank()) discarded = content().values;
      begin(values);
      await remove();
    },
    undoDiscard() {
      const back = discarded;
      if (back === undefined) return undefined;
      discarded = isBlank() ? undefined : content().values;
      take({ values: back, memo: state.content.memo });
      return back;
    },
    async keepMine() {
      const { theirs } = state;
      send({ type: 'kept-mine' });
      if (theirs) await putAside(recordOf(theirs.content, theirs.revision, theirs.savedAt));
      await flush();
    },
    takeTheirs() {
      const { theirs, revision } = state;
      if (!theirs) return undefined;
      void putAside(recordOf(content(), revision));
      send({ type: 'took-theirs' });
      return theirs.content.values;
    },
    async isStillOurs() {
      if (!store || state.revision === 0 || state.theirs) return true;
      const look = async (): Promise<boolean> => (await store.load(owner, key)) !== undefined;
      const isThere = await inTime(
        platform,
        look().catch(() => true),
        true,
      );
      // If this tab removed the draft meanwhile, there is nothing to report.
      if (isThere || isGoing || state.revision === 0) return true;
      send({ type: 'ended' });
      return false;
    },
  };
}
