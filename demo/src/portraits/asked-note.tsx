'use client';
import { useAnnounce, useConnectivity, useOutbox, useRetryCountdown } from '@holdfast/react';
import { useEffect, type ReactElement } from 'react';
import { EntryNote } from '../entries/entry-note.tsx';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { whyOf } from '../words/failure-words.ts';
import { useText } from '../words/use-text.ts';
import { askedState } from './asked-state.ts';
import type { AskedFor } from './use-sitting.ts';
import { words } from './words.ts';

interface AskedNoteProps {
  readonly asked: AskedFor;
  readonly name: string;
}

/** The state of the ordered portraits: being drawn, or why they are not drawn yet and when they will be. */
export function AskedNote({ asked: { entry, ids }, name }: AskedNoteProps): ReactElement {
  const text = useText(words);
  const announce = useAnnounce();
  const connectivity = useConnectivity();
  const { discard } = useOutbox();
  const { state } = entry;
  const isLimited = state.kind === 'waiting' && state.failure.family === 'rate-limit';
  const seconds = useRetryCountdown(isLimited ? state.dueAt : undefined);
  const stands = askedState(entry, connectivity);
  const isWaiting = stands === 'waiting';
  const isStuck = stands === 'stuck';
  const title = isWaiting ? text.waits(ids.length) : text.drawnSoon(ids.length);
  useEffect(() => {
    // The note of an entry says this itself.
    if (!isStuck) announce(title);
  }, [announce, title, isStuck]);
  if (isStuck) return <EntryNote entry={entry} subject={text.subject(name)} />;
  const takeBack = async (): Promise<void> => {
    const result = await discard(entry.id);
    announce(result === 'cancelled' ? text.takenBack : text.tooLate);
  };
  if (!isWaiting) return <StateNote tone="recovering" title={title} />;
  const lacksConnection = state.kind !== 'waiting' || state.failure.family === 'network';
  const why = isLimited
    ? text.waitsForTurn(seconds)
    : lacksConnection || connectivity === 'offline'
      ? text.waitsForConnection
      : `${whyOf(state.failure)} ${text.triesAgain}`;
  return (
    <StateNote tone="queued" title={title}>
      <p>{why}</p>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void takeBack()}>
          {text.takeBack}
        </ActionButton>
      </div>
    </StateNote>
  );
}
