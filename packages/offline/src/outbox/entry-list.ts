import { createCell, type EntryView, type Observable } from '@holdfast/core';
import type { WaitReason } from '@holdfast/core/parts';
import type { StoredEntry, StoredState } from './entry-record.ts';
import { viewOf } from './entry-view.ts';

/** The stored entries, and behind them the entries that the device could not store and the page is sending. */
export interface EntryList extends Observable<readonly EntryView[]> {
  /** Replaces all stored entries. */
  reset(entries: readonly StoredEntry[]): void;
  /** Takes in single stored entries; `undefined` has left. */
  apply(
    changes: readonly { readonly seq: number; readonly entry: StoredEntry | undefined }[],
  ): void;
  /** Takes in why the head of a lane is not sent now. */
  hold(head: Pick<StoredEntry, 'id'>, waitsFor: WaitReason): void;
  /** Whether another tab or worker sends. */
  queue(isBehind: boolean): void;
  /** Shows an entry that is not stored, or takes it away. */
  show(id: string, entry: StoredEntry | undefined): void;
}

const REASONS: Partial<Record<StoredState['kind'], WaitReason>> = {
  waiting: 'time',
  blocked: 'user',
  dead: 'user',
};

/** The entries of one owner, in order of addition. Views of unchanged entries keep their identity. */
export function createEntryList(owner: () => string | undefined): EntryList {
  const { getSnapshot, subscribe, set } = createCell<readonly EntryView[]>([]);
  let stored: readonly EntryView[] = [];
  let unkept: readonly EntryView[] = [];
  /** Why queued heads are not sent. */
  const held = new Map<string, WaitReason>();
  let behind = false;
  const take = (entry: StoredEntry): EntryView => {
    if (entry.rest) held.set(entry.id, 'address');
    return viewOf(entry);
  };
  const publish = (): void => {
    const lanes = new Set<string>();
    const explain = (view: EntryView): EntryView => {
      const { id, lane, state } = view;
      let waitsFor = REASONS[state.kind];
      if (state.kind === 'queued' && behind && view.kept !== false) waitsFor = 'tab';
      // The time of a waiting entry may be over, and it is held for another reason.
      if (state.kind === 'queued' || state.kind === 'waiting') waitsFor = held.get(id) ?? waitsFor;
      if (lanes.has(lane)) waitsFor = 'lane';
      lanes.add(lane);
      return view.waitsFor === waitsFor ? view : { ...view, waitsFor };
    };
    stored = stored.map(explain);
    unkept = unkept.map((view) => (view.owner === owner() ? explain(view) : view));
    const mine = unkept.filter((view) => view.owner === owner());
    if (stored.length + mine.length + getSnapshot().length > 0) set([...stored, ...mine]);
  };
  return {
    getSnapshot,
    subscribe,
    reset(entries) {
      const mine = entries.filter((entry) => entry.owner === owner());
      // A burst tells a reason once, so those of entries that are still here stay.
      const here = new Set(mine.map(({ id }) => id));
      for (const id of held.keys()) if (!here.has(id)) held.delete(id);
      stored = mine.map(take);
      publish();
    },
    apply(changes) {
      const next = new Map(stored.map((view) => [view.seq, view]));
      let different = false;
      for (const { seq, entry } of changes) {
        const isMine = entry?.owner === owner();
        different ||= isMine || next.has(seq);
        held.delete(next.get(seq)?.id ?? entry?.id ?? '');
        if (entry && isMine) next.set(seq, take(entry));
        else next.delete(seq);
      }
      if (!different) return;
      stored = [...next.values()].toSorted((a, b) => a.seq - b.seq);
      publish();
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
    show(id, entry) {
      unkept = unkept.filter((view) => view.id !== id);
      if (entry) unkept = [...unkept, { ...viewOf(entry), kept: false }];
      publish();
    },
  };
}
