import type { EntryView } from '@holdfast/core';
import type { ReactNode } from 'react';

/** One more button for an entry, such as "Sign in" or "Compare the two". */
export interface EntryAction {
  readonly label: string;
  readonly run: () => void;
}

export interface LineActions {
  /** What an entry changes, in words for the user: "Mara's backstory". */
  readonly subjectOf: (entry: EntryView) => string;
  /** Shows the subject, for example as a link to what the entry is about. @default the text */
  readonly renderSubject?: (entry: EntryView) => ReactNode;
  /** Opens the change, so that the user can edit it before it is sent again. @default no such button */
  readonly onEdit?: (entry: EntryView) => void;
  /** The app's own buttons for an entry. @default none */
  readonly actionsOf?: (entry: EntryView) => readonly EntryAction[];
  /** Stands in place of the line of an entry, for example a `ConflictChooser`. @default the line */
  readonly renderInstead?: (entry: EntryView) => ReactNode;
  /** The reason for the state of an entry, if the app knows more than Holdfast. @default the words for its state */
  readonly whyOf?: (entry: EntryView) => string | undefined;
  /** Milliseconds for which the user can undo a discard. @default 10_000 */
  readonly undoMs?: number;
}
