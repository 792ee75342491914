'use client';
import type { EntryView } from '@holdfast/core';
import { useConnectivity } from '@holdfast/react';
import type { ReactElement } from 'react';
import { needsPerson } from '../../entries/newly-in-need.ts';
import { useStandingOf } from '../../entries/use-standing-of.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { StateNote } from '../../look/state-note.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Says once for the whole gallery what happens with all waiting changes. */
export function WaitingNote({
  entries,
}: {
  readonly entries: readonly EntryView[];
}): ReactElement | null {
  const text = useText(words);
  const standingOf = useStandingOf();
  const connectivity = useConnectivity();
  const { sendsInBackground } = useFireside();
  const waiting = entries.filter(
    (entry) =>
      !needsPerson(entry) && entry.operation !== 'character.delete' && entry.kept !== false,
  );
  const standings = waiting.map(standingOf).filter(({ tone }) => tone === 'queued');
  const [first] = standings;
  if (!first) return null;
  // When the changes wait for different reasons, the note gives the reason of the first.
  const isStuck = standings.some(({ text: why }) => why !== first.text);
  const { offline, background, open } = text.theySend;
  const inBackground = connectivity === 'online' ? background : offline;
  const whenTheySend = sendsInBackground ? inBackground : open;
  return (
    <StateNote tone="queued" title={text.waitsHere(standings.length)}>
      <p>{standings.length === 1 || isStuck ? first.text : whenTheySend}</p>
    </StateNote>
  );
}
