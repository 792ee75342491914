'use client';
import {
  createCell,
  type EntryView,
  type Holdfast,
  type Observable,
  type WriteOperation,
} from '@holdfast/core';
import { followEntries, onDemand, type Cell } from '@holdfast/core/parts';
import { useEffect } from 'react';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import { useUntilGone } from '../use-until-gone.ts';

/**
 * The data of a query with every waiting write of one operation shown over it, in order. A refetch never hides a
 * pending edit: an edit that took effect stays shown until the query has other data than at that time. So call
 * `followWrites` once, which makes the query read again then. `apply` gets the data, the parsed input and the entry. It
 * must give the same result when the data contains the edit already.
 */
export function usePending<TData, TInput, TParsed, TOutput>(
  data: TData | undefined,
  operation: WriteOperation<string, TInput, TParsed, TOutput, 'queue'>,
  apply: (data: TData, input: TParsed, entry: EntryView) => TData,
): TData | undefined {
  const holdfast = useHoldfast();
  const { name, version } = operation;
  const edits = useHeld([holdfast, name, version], () => editsOf(holdfast, name, version));
  // An edit may take effect while React hides the component, and is shown all the same until the query reads again.
  useUntilGone(edits.follow);
  const waiting = useObservable(edits.waiting);
  const ended = useObservable(edits.ended);
  // An edit that took effect stays over the data that were shown at that time.
  const held = useHeld([edits, data], () => new Set(edits.ended.getSnapshot()));
  useEffect(() => edits.forget(held), [edits, held]);
  const kept = ended.filter((entry) => !held.has(entry));
  if (data === undefined) return undefined;
  let shown: TData = data;
  for (const entry of [...kept, ...waiting]) shown = apply(shown, entry.input as TParsed, entry);
  return shown;
}

interface Edits {
  /** Notices the edits that take effect, until the undo. */
  readonly follow: () => () => void;
  readonly waiting: Observable<readonly EntryView[]>;
  /** The edits that took effect while they were shown. */
  readonly ended: Observable<readonly EntryView[]>;
  readonly forget: (entries: ReadonlySet<EntryView>) => void;
}

const NO_ENTRIES: Cell<readonly EntryView[]> = createCell<readonly EntryView[]>([]);

function editsOf({ outbox }: Pick<Holdfast, 'outbox'>, name: string, version: number): Edits {
  if (!outbox)
    return { waiting: NO_ENTRIES, ended: NO_ENTRIES, forget() {}, follow: () => () => {} };
  const isEdit = (entry: EntryView): boolean =>
    entry.operation === name && entry.version === version;
  const listed = (): readonly EntryView[] => outbox.entries.getSnapshot().filter(isEdit);
  const waiting = createCell<readonly EntryView[]>([]);
  const ended = createCell<readonly EntryView[]>([]);
  const look = (): void => waiting.set(listed());
  // A page hydrates with the first value, so this value is a later one.
  look();
  const listening = onDemand(waiting, () => {
    const leave = [
      followEntries(outbox, isEdit, (entry, { kind }) => {
        if (kind === 'applied') ended.set([...ended.getSnapshot(), entry]);
      }),
      outbox.entries.subscribe(look),
    ];
    look();
    return () => {
      for (const undo of leave) undo();
    };
  });
  return {
    ...{ ended, waiting: listening },
    follow: () => listening.subscribe(() => {}),
    forget(entries) {
      const rest = ended.getSnapshot().filter((entry) => !entries.has(entry));
      if (rest.length < ended.getSnapshot().length) ended.set(rest);
    },
  };
}
