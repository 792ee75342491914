import type { EntryView } from '@holdfast/core';
import { useAnnounce } from '@holdfast/react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import type { Remedy } from './standing.ts';

interface RemedyButtonsProps {
  readonly entry: EntryView;
  /** What the entry is about, so that each button says what it acts on. */
  readonly subject: string;
  readonly remedies: readonly Remedy[];
}

export function RemedyButtons({ entry, subject, remedies }: RemedyButtonsProps): ReactElement {
  const { outbox } = useFireside();
  const announce = useAnnounce();

  const retry = async (): Promise<void> => {
    await outbox.retry(entry.id);
    announce(`Trying to send ${subject} again.`);
  };
  const discard = async (): Promise<void> => {
    const result = await outbox.cancel(entry.id);
    announce(
      result === 'cancelled'
        ? `${subject} is discarded.`
        : `${subject} is being sent just now and can no longer be discarded.`,
    );
  };
  const one: Readonly<Record<Remedy, ReactElement>> = {
    'try-now': (
      <ActionButton
        key="try"
        look="quiet"
        label={`Try now: ${subject}`}
        onPress={() => void retry()}
      >
        Try now
      </ActionButton>
    ),
    'try-again': (
      <ActionButton
        key="try"
        look="quiet"
        label={`Try again: ${subject}`}
        onPress={() => void retry()}
      >
        Try again
      </ActionButton>
    ),
    discard: (
      <ActionButton
        key="discard"
        look="quiet"
        label={`Discard: ${subject}`}
        onPress={() => void discard()}
      >
        Discard
      </ActionButton>
    ),
    'sign-in': (
      <Link key="sign-in" to="/sign-in">
        Sign in
      </Link>
    ),
  };
  return <div className="buttons">{remedies.map((remedy) => one[remedy])}</div>;
}
