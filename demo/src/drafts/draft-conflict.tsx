import type { DraftActions } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';

interface DraftConflictProps {
  readonly title: string;
  readonly draft: Pick<DraftActions, 'keepMine' | 'takeTheirs'>;
  /** The other tab's draft as text. This tab shows its own in the form. */
  readonly theirs: string;
}

/** Two tabs wrote two drafts. The note shows the other draft beside this one, and the writer chooses. */
export function DraftConflict({ title, draft, theirs }: DraftConflictProps): ReactElement {
  return (
    <StateNote tone="blocked" title={title}>
      <p>Which one do you want to keep? The other tab has:</p>
      <blockquote className="other-version">{theirs}</blockquote>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void draft.keepMine()}>
          Keep mine
        </ActionButton>
        <ActionButton look="quiet" onPress={draft.takeTheirs}>
          Keep the other
        </ActionButton>
      </div>
    </StateNote>
  );
}
