import type { EntryView } from '@holdfast/core';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { checkSession } from '../account/check-session.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { focusPage } from '../frame/dom-page-focus.ts';
import { ActionButton } from '../look/action-button.tsx';
import { DiscardQuestion } from './discard-question.tsx';
import { placeOf } from './place-of.ts';
import { entryText, type Remedy } from './words.ts';

interface RemedyButtonsProps {
  readonly entry: EntryView;
  /** The subject of the entry, so that each button says what it acts on. */
  readonly subject: string;
  readonly remedies: readonly Remedy[];
}

export function RemedyButtons({ entry, subject, remedies }: RemedyButtonsProps): ReactElement {
  const holdfast = useHoldfast();
  const { outbox, account } = useFireside();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const text = entryText();

  const retry = async (): Promise<void> => {
    announce(text.trying(subject));
    await outbox.retry(entry.id);
  };
  const discard = async (): Promise<void> => {
    const result = await outbox.cancel(entry.id);
    if (result === 'cancelled') announce(text.discarded(subject));
    else announce(text.tooLate(subject));
    focusPage();
  };
  const signIn = async (): Promise<void> => {
    // A writer who is signed out goes to the sign-in; a writer who is signed in only has to send again.
    await checkSession(holdfast, account);
    if (account.getSnapshot()?.subject === entry.owner) await retry();
  };
  const acts: Readonly<Record<Remedy, () => void>> = {
    'try-now': () => void retry(),
    'try-again': () => void retry(),
    discard: () => setAsking(true),
    'sign-in': () => void signIn(),
    compare: () => navigate(placeOf(entry) ?? '/activity'),
  };
  if (isAsking) {
    return <DiscardQuestion onDiscard={() => void discard()} onKeep={() => setAsking(false)} />;
  }
  return (
    <div className="buttons">
      {remedies.map((remedy) => (
        <ActionButton
          key={remedy}
          look="quiet"
          label={`${text.remedies[remedy]}: ${subject}`}
          onPress={acts[remedy]}
        >
          {text.remedies[remedy]}
        </ActionButton>
      ))}
    </div>
  );
}
