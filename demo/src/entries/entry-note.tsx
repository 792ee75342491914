import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import { StateNote } from '../look/state-note.tsx';
import { FailureFacts } from './failure-facts.tsx';
import { RemedyButtons } from './remedy-buttons.tsx';
import { useStandingOf } from './use-standing-of.ts';

interface EntryNoteProps {
  readonly entry: EntryView;
  readonly subject: string;
}

/** The state of one entry beside what it concerns, with its way on. */
export function EntryNote({ entry, subject }: EntryNoteProps): ReactElement {
  const { tone, title, text, remedies, failure } = useStandingOf()(entry);
  return (
    <StateNote tone={tone} title={title}>
      {text !== '' && <p>{text}</p>}
      {remedies.length > 0 && <RemedyButtons entry={entry} subject={subject} remedies={remedies} />}
      {failure && tone !== 'queued' && <FailureFacts failure={failure} />}
    </StateNote>
  );
}
