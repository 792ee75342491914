import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import { StateNote } from '../look/state-note.tsx';
import { FailureFacts } from './failure-facts.tsx';
import { RemedyButtons } from './remedy-buttons.tsx';
import { useStandingOf } from './use-standing-of.ts';
import { entryText } from './words.ts';

interface EntryNoteProps {
  readonly entry: EntryView;
  readonly subject: string;
  /** How many more entries wait behind it. @default 0 */
  readonly moreWaiting?: number;
}

/** The state of one entry, beside the data that it changes, with the buttons that help. */
export function EntryNote({ entry, subject, moreWaiting = 0 }: EntryNoteProps): ReactElement {
  const { tone, title, text, remedies, failure } = useStandingOf()(entry);
  return (
    <StateNote tone={tone} title={title}>
      {text !== '' && <p>{text}</p>}
      {moreWaiting > 0 && <p>{entryText().moreWaiting(moreWaiting)}</p>}
      {remedies.length > 0 && <RemedyButtons entry={entry} subject={subject} remedies={remedies} />}
      {failure && tone !== 'queued' && <FailureFacts failure={failure} />}
    </StateNote>
  );
}
