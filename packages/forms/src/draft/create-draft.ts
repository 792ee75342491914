import { Failure, isFailure } from '@holdfast/core';
import {
  asStorageFailure,
  inTime,
  promptDraftStore,
  inTurn,
  isEqual,
  mayWrite,
  type DraftRecord,
} from '@holdfast/core/parts';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import { afterPause } from './after-pause.ts';
import type { DeviceDraft } from './draft.ts';
import {
  dueWrite,
  initialDraft,
  nextDraft,
  type DraftContent,
  type DraftEvent,
  type DraftState,
  type StoredDraft,
  type UnchosenText,
} from './draft-state.ts';
import { shownDraft } from './shown-draft.ts';
import { toldDraft } from './told-draft.ts';
import { readRecord, recordOf, type DraftConfig } from './draft-record.ts';
import { keptValues } from './kept-values.ts';
import { nextUnchosen } from './next-unchosen.ts';
import { pauseMs } from './pause-ms.ts';

/** A form that is sent waits no longer for its draft. A store that works takes less. */
const SENT_WITHIN_MS = 500;

/** One draft of one owner. Its calls to the store run one after another, so that none overtakes another. */
export function createDraft<TValues extends object>(
  given: DraftConfig<TValues>,
): DeviceDraft<TValues> {
  const { owner, key, platform, debounceMs = 400, exclude } = given;
  const store = given.store && promptDraftStore(given.store, platform);
  const config = { ...given, store };
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
  /** The last save that failed. The store may have done it all the same, or do it later. */
  let late: UnchosenText<TValues> | undefined;
  let loading: Promise<TValues | undefined> | undefined;

  const { getSnapshot, subscribe, show, tell } = toldDraft(given, shownDraft(state, false));
  const send = (event: DraftEvent<TValues>): void => {
    state = nextDraft(state, event, isEqual);
    show(shownDraft(state, discarded !== undefined));
  };
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
  async function understood(record: DraftRecord): Promise<Found> {
    if (record.version > config.version) {
      send({ type: 'found-newer', storedVersion: record.version });
      return undefined;
    }
    try {
      const found = await readRecord(record, config, blank.values);
      fit.add(found.content);
      return found;
    } catch {
      await store?.quarantine(record, 'invalid');
      send({ type: 'set-aside', reason: 'invalid' });
      return undefined;
    }
  }

  async function read(): Promise<void> {
    try {
      if (!store) throw new Failure(STORAGE_UNAVAILABLE);
      const record = await store.load(owner, key);
      if (record) await takeIn(record);
      else send({ type: 'found-nothing' });
    } catch (error) {
      // The store has set aside what it could not read.
      if (isFailure(error, 'STORAGE_CORRUPT')) send({ type: 'set-aside', reason: 'unreadable' });
      else fail(error);
    }
  }

  const showUnchosen = async (): Promise<void> => {
    if (!mayWrite(state.persistence)) return;
    send({ type: 'unchosen', text: await nextUnchosen(config, blank.values, content()) });
  };
  const settleUnchosen = ({ record }: UnchosenText): Promise<void> =>
    inLine(async () => {
      await store?.quarantine(record, 'conflict');
      await showUnchosen();
    }).catch(fail);

  async function takeIn(record: DraftRecord): Promise<void> {
    const stored = await understood(record);
    if (!stored) return;
    const isWhole = !stored.content.dropped;
    // The whole record is put aside, and the fields that are left are stored anew.
    if (!isWhole) await store?.quarantine(record, 'invalid');
    send({ type: 'found', stored: isWhole ? stored : { ...stored, revision: 0 } });
    if (isWhole || state.theirs) return;
    const { content: left } = state;
    const again = following(left);
    const saved = await store?.save(again);
    if (saved?.kind === 'saved') send({ type: 'found', stored: { ...again, content: left } });
  }

  const following = (of: DraftContent<TValues>): DraftRecord =>
    recordOf(config, of, state.revision + 1);
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
    const stored = { ...record, content: due, record };
    try {
      const saved = await store.save(record);
      if (saved.kind === 'saved') return send({ type: 'stored', stored });
      if (late && isEqual(saved.theirs, late.record)) {
        send({ type: 'stored', stored: late });
        return await write();
      }
      const theirs = await understood(saved.theirs);
      if (theirs) send({ type: 'overtaken', theirs });
      else await write();
    } catch (error) {
      late = stored;
      fail(error);
    }
  }

  const timer = afterPause(platform, () => void flush());
  const plan = (): void => timer.set(pauseMs(platform.monotonic() - unsavedSince, debounceMs));
  const flush = async (): Promise<void> => {
    timer.clear();
    unsavedSince = platform.monotonic();
    if (state.isUnsaved) await inLine(write);
  };
  const take = (next: DraftContent<TValues>): void => {
    if (!state.isUnsaved) unsavedSince = platform.monotonic();
    send({ type: 'changed', content: next });
    plan();
  };
  /** The side of a conflict that the user did not choose is kept aside. */
  const putAside = async (record: DraftRecord, reason = 'conflict'): Promise<void> => {
    if (store) await inLine(() => store.quarantine(record, reason)).catch(fail);
  };
  let aside: DraftContent<TValues> | undefined;
  /** This form's side of a conflict, put aside when the form left, before the user had chosen. */
  let undecided: DraftRecord | undefined;
  const decide = (): void => {
    if (undecided) void putAside(undecided);
    undecided = undefined;
  };
  const leave = async (): Promise<void> => {
    await flush();
    const { theirs, isUnsaved, revision } = state;
    if (!isUnsaved || !store || aside === content()) return;
    aside = content();
    if (theirs) await putAside((undecided = recordOf(config, aside, revision)), 'unchosen');
    const { persistence } = state;
    // The form may come back, on this page or on a later one. The store may have another place for it than `save`.
    if (persistence.kind === 'unavailable') store.keepNow?.(following(aside));
    if (persistence.kind === 'unavailable' || persistence.kind === 'read-only') tell('lost');
  };
  let isGoing = false;
  const keepNow = (): void => {
    content();
    // A draft that is being removed was sent or discarded, and must not come back.
    const due = isGoing ? undefined : dueWrite(state);
    if (due) store?.keepNow(following(due));
  };
  const remove = async (): Promise<void> => {
    timer.clear();
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
    ...{ getSnapshot, subscribe, content },
    async keep() {
      send({ type: 'changed', content: content() });
      await inTime(platform, SENT_WITHIN_MS, flush(), () => {});
      return !state.isUnsaved;
    },
    flush,
    keepNow,
    leave,
    remove,
    load() {
      loading ??= inLine(async () => {
        await read();
        void inLine(showUnchosen).catch(fail);
        const { isRestored, content: found } = state;
        return isRestored ? found.values : undefined;
      });
      return loading;
    },
    follow: () =>
      store?.onRemoved(owner, key, (revision) => {
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
      const { values, memo, lost } = content();
      if (memo[name] === note) return;
      const noted = { values, memo: { ...memo, [name]: note }, lost };
      fit.add(noted);
      take(noted);
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
      const { theirs, unchosen } = state;
      if (!theirs && unchosen) return settleUnchosen(unchosen);
      send({ type: 'kept-mine' });
      decide();
      if (theirs) await putAside(recordOf(config, theirs.content, theirs.revision, theirs.savedAt));
      await flush();
    },
    takeTheirs() {
      const { theirs, unchosen, revision } = state;
      const taken = theirs ?? unchosen;
      if (!taken) return undefined;
      void putAside(recordOf(config, content(), revision));
      decide();
      if (theirs) send({ type: 'took-theirs' });
      else if (unchosen) {
        take(unchosen.content);
        void settleUnchosen(unchosen);
      }
      return taken.content.values;
    },
    async isStillOurs() {
      if (!store || state.revision === 0 || state.theirs) return true;
      const look = async (): Promise<boolean> => (await store.load(owner, key)) !== undefined;
      const isThere = await inTime(
        platform,
        SENT_WITHIN_MS,
        look().catch(() => true),
        () => true,
      );
      // If this tab removed the draft meanwhile, there is nothing to report.
      if (isThere || isGoing || state.revision === 0) return true;
      send({ type: 'ended' });
      return false;
    },
  };
}
