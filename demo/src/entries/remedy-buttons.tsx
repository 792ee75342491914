import type { EntryView } from '@holdfast/core';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { checkSession } from '../account/check-session.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { focusPage } from '../frame/dom-page-focus.ts';
import { ActionButton } from '../look/action-button.tsx';
import { conflictOf } from './conflict-of.ts';
import { DiscardQuestion } from './discard-question.tsx';
import type { Remedy } from './standing.ts';

interface RemedyButtonsProps {
  readonly entry: EntryView;
  /** The subject of the entry, so that each button says what it acts on. */
  readonly subject: string;
  readonly remedies: readonly Remedy[];
}

const words: Readonly<Record<Remedy, string>> = {
  'try-now': 'Try now',
  'try-again': 'Try again',
  discard: 'Discard',
  'sign-in': 'Sign in',
  compare: 'Compare the two',
};

export function RemedyButtons({ entry, subject, remedies }: RemedyButtonsProps): ReactElement {
  const holdfast = useHoldfast();
  const { outbox, account } = useFireside();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);

  const retry = async (): Promise<void> => {
    announce(`Trying to send ${subject} again.`);
    await outbox.retry(entry.id);
  };
  const discard = async (): Promise<void> => {
    const result = await outbox.cancel(entry.id);
    if (result === 'cancelled') announce(`${subject} is discarded.`);
    else announce(`${subject} is being sent just now and can no longer be discarded.`);
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
    compare: () => void navigate(`/characters/${conflictOf(entry)?.id ?? ''}`),
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
          label={`${words[remedy]}: ${subject}`}
          onPress={acts[remedy]}
        >
          {words[remedy]}
        </ActionButton>
      ))}
    </div>
  );
}
