import { createCell, type EntryView, type Observable } from '@holdfast/core';
import type { WaitReason } from '@holdfast/core/parts';
import type { StoredEntry, StoredState } from './entry-record.ts';
import { viewOf } from './entry-view.ts';
import { plannedEnd, type RestRules } from './lane-rest.ts';
import { defaultLimits } from './outbox-limits.ts';
import { hasLeft, type Found } from './outbox-store.ts';

/** The stored entries, and behind them the entries that the device could not store and the page is sending. */
export interface EntryList extends Observable<readonly EntryView[]> {
  /** Replaces all stored entries. */
  reset(entries: readonly StoredEntry[]): void;
  /** Takes in the entry or the end of each id. */
  apply(ids: readonly string[], found: readonly (Found | undefined)[]): void;
  /** Takes in why the head of a lane is not sent now. */
  hold(head: Pick<StoredEntry, 'id'>, waitsFor: WaitReason): void;
  /** Whether another tab or worker sends. */
  queue(isBehind: boolean): void;
  /** Shows an entry that is not stored. `isOver` takes it away. */
  show(entry: StoredEntry, isOver?: boolean): void;
}

const REASONS: Partial<Record<StoredState['kind'], WaitReason>> = {
  waiting: 'time',
  blocked: 'user',
  dead: 'user',
};

/** The entries of one owner, in order of addition. Views of unchanged entries keep their identity. */
export function createEntryList(
  owner: () => string | undefined,
  rules: RestRules = defaultLimits,
): EntryList {
  const { getSnapshot, subscribe, set } = createCell<readonly EntryView[]>([]);
  const views = new Map<string, EntryView>();
  /** Why queued heads are not sent. */
  const held = new Map<string, WaitReason>();
  let behind = false;
  const isMine = (entry: { readonly owner: string } | undefined): boolean =>
    entry?.owner === owner();
  const take = (entry: StoredEntry): void => {
    const { id, key, rest } = entry;
    if (rest) held.set(id, 'address');
    const view = viewOf(entry);
    views.set(id, rest ? { ...view, triedAgainAt: plannedEnd(rest, key, rules) } : view);
  };
  const publish = (): void => {
    const lanes = new Set<string>();
    const explain = (view: EntryView): EntryView => {
      const { id, lane, state } = view;
      const isBehind = lanes.has(lane);
      if (isBehind && view.waitsFor === 'lane') return view;
      let waitsFor = REASONS[state.kind];
      if (state.kind === 'blocked' && state.reason === 'dependency') waitsFor = 'entry';
      if (view.undoUntil !== undefined) waitsFor = 'time';
      if (state.kind === 'queued' && behind && view.kept !== false) waitsFor = 'tab';
      // The time of a waiting entry may be over, and it is held for another reason.
      if (state.kind === 'queued' || state.kind === 'waiting') waitsFor = held.get(id) ?? waitsFor;
      if (isBehind) waitsFor = 'lane';
      lanes.add(lane);
      if (view.waitsFor === waitsFor) return view;
      const explained = { ...view, waitsFor };
      views.set(id, explained);
      return explained;
    };
    const me = owner();
    const mine = [...views.values()].filter((view) => view.owner === me);
    // The entries are nearly always in order already.
    if (mine.some(({ seq }, index) => seq < (mine[index - 1]?.seq ?? -Infinity))) {
      mine.sort((a, b) => a.seq - b.seq);
    }
    if (mine.length + getSnapshot().length > 0) set(mine.map(explain));
  };
  return {
    getSnapshot,
    subscribe,
    reset(entries) {
      for (const { id, kept } of views.values()) if (kept !== false) views.delete(id);
      entries.filter(isMine).forEach(take);
      // A burst reports a reason once, so the list keeps the reasons of entries that are still in it.
      for (const id of held.keys()) if (!views.has(id)) held.delete(id);
      publish();
    },
    apply(ids, found) {
      let isDifferent = false;
      ids.forEach((id, index) => {
        const one = found[index];
        held.delete(id);
        if (!one || hasLeft(one) || !isMine(one)) isDifferent = views.delete(id) || isDifferent;
        else {
          // Replaces the entry in its place, so that the order stays.
          take(one);
          isDifferent = true;
        }
      });
      if (isDifferent) publish();
    },
    hold({ id }, waitsFor) {
      held.set(id, waitsFor);
      publish();
    },
    queue(isBehind) {
      const isNew = behind !== isBehind;
      behind = isBehind;
      if (isNew) publish();
    },
    show(entry, isOver) {
      if (isOver) views.delete(entry.id);
      else views.set(entry.id, { ...viewOf(entry), kept: false });
      publish();
    },
  };
}
