import type { EntryView } from '@holdfast/core';
import { followEntries } from '@holdfast/core/parts';
import { useAnnounce, useEntries } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';
import { entrySubject } from './entry-subject.ts';
import { newlyInNeed } from './newly-in-need.ts';

/** Says how waiting entries ended, wherever on the page the writer is. */
export function EntryNews(): null {
  const { outbox, cast, account } = useFireside();
  const announce = useAnnounce();
  const entries = useEntries();
  const before = useRef(entries);

  useEffect(() => {
    const isMine = ({ owner }: EntryView): boolean => owner === account.getSnapshot()?.subject;
    return followEntries(outbox, isMine, (entry, { kind }) => {
      if (kind !== 'applied' || !isMine(entry)) return;
      announce(`${entrySubject(entry, cast.getState().view?.characters ?? [])} is saved.`);
    });
  }, [account, announce, cast, outbox]);

  useEffect(() => {
    for (const entry of newlyInNeed(before.current, entries)) {
      const subject = entrySubject(entry, cast.getState().view?.characters ?? []);
      announce(`${subject} waits for you. See Activity.`);
    }
    before.current = entries;
  }, [announce, cast, entries]);
  return null;
}
