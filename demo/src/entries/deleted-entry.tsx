'use client';
import type { EntryView } from '@holdfast/core';
import { useAnnounce, useOutbox, useRetryCountdown } from '@holdfast/react';
import type { ReactElement, ReactNode } from 'react';
import { focusPage } from '../frame/dom-page-focus.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { reasonOf } from '../words/failure-words.ts';
import { useText, wordsIn } from '../words/use-text.ts';
import { FailureFacts } from './failure-facts.tsx';

const words = wordsIn({
  en: {
    failed: (name: string) => `${name} could not be deleted`,
    undo: 'Undo',
    undoFor: (seconds: number) => `Undo (${seconds} s)`,
    undoOf: (name: string) => `Undo: delete ${name}`,
    backAgain: (name: string) => `${name} is back.`,
    tooLate: (name: string) => `${name} is being deleted just now and cannot come back.`,
  },
  de: {
    failed: (name) => `${name} konnte nicht gelöscht werden`,
    undo: 'Rückgängig',
    undoFor: (seconds) => `Rückgängig (${seconds} s)`,
    undoOf: (name) => `Rückgängig: ${name} löschen`,
    backAgain: (name) => `${name} ist wieder da.`,
    tooLate: (name) => `${name} wird gerade gelöscht und lässt sich nicht mehr zurückholen.`,
  },
});

interface DeletedEntryProps {
  readonly entry: EntryView;
  /** The name of the deleted thing. */
  readonly name: string;
  /** Says that it is deleted. */
  readonly title: string;
  /** The other effects of the deletion. */
  readonly children?: ReactNode;
}

/** A deletion on its way. Until it is sent, one press brings back what was deleted. */
export function DeletedEntry({ entry, name, title, children }: DeletedEntryProps): ReactElement {
  const text = useText(words);
  const announce = useAnnounce();
  const { discard } = useOutbox();
  const seconds = useRetryCountdown(entry.undoUntil);
  const { state } = entry;
  const failure = state.kind === 'dead' || state.kind === 'blocked' ? state.failure : undefined;
  const undo = async (): Promise<void> => {
    const result = await discard(entry.id);
    announce(result === 'cancelled' ? text.backAgain(name) : text.tooLate(name));
    focusPage();
  };
  return (
    <StateNote tone={failure ? 'failed' : 'queued'} title={failure ? text.failed(name) : title}>
      {failure ? <p>{reasonOf(failure)}</p> : children}
      <div className="buttons">
        <ActionButton look="quiet" label={text.undoOf(name)} onPress={() => void undo()}>
          {seconds > 0 ? text.undoFor(seconds) : text.undo}
        </ActionButton>
      </div>
      {failure && <FailureFacts failure={failure} />}
    </StateNote>
  );
}
