import type { EntryView } from '@holdfast/core';
import { followEntries } from '@holdfast/core/parts';
import { useAnnounce, useOutbox } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';
import { entrySubject } from './entry-subject.ts';
import { newlyInNeed } from './newly-in-need.ts';
import { entryText } from './words.ts';

interface EntryNewsProps {
  /** The entries that the writer saw first. What happened to them since then is news. */
  readonly since: readonly EntryView[];
}

/** Says how waiting entries ended, wherever on the page the writer is. */
export default function EntryNews({ since }: EntryNewsProps): null {
  const { outbox, cast, tales, account } = useFireside();
  const announce = useAnnounce();
  const { items: entries } = useOutbox();
  const before = useRef(since);

  useEffect(() => {
    const isMine = ({ owner }: EntryView): boolean => owner === account.getSnapshot()?.subject;
    return followEntries(outbox, isMine, (entry, { kind }) => {
      if (kind !== 'applied' || !isMine(entry)) return;
      announce(
        entryText().saved(
          entrySubject(entry, cast.getState().page.characters, tales.list.getState().page.stories),
        ),
      );
    });
  }, [account, announce, cast, outbox, tales]);

  useEffect(() => {
    for (const entry of newlyInNeed(before.current, entries)) {
      const subject = entrySubject(
        entry,
        cast.getState().page.characters,
        tales.list.getState().page.stories,
      );
      announce(entryText().waitsForYou(subject));
    }
    before.current = entries;
  }, [announce, cast, entries, tales]);
  return null;
}
