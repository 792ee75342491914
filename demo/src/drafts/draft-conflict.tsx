'use client';
import type { DraftActions } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

interface DraftConflictProps {
  readonly title: string;
  readonly draft: Pick<DraftActions, 'keepMine' | 'takeTheirs'>;
  /** The other tab's draft as text. This tab shows its own in the form. */
  readonly theirs: string;
}

/** Two tabs wrote two drafts. The note shows the other draft beside this one, and the writer chooses. */
export function DraftConflict({ title, draft, theirs }: DraftConflictProps): ReactElement {
  const text = useText(words);
  return (
    <StateNote tone="blocked" title={title}>
      <p>{text.which}</p>
      <blockquote className="other-version">{theirs}</blockquote>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void draft.keepMine()}>
          {text.keepMine}
        </ActionButton>
        <ActionButton look="quiet" onPress={draft.takeTheirs}>
          {text.keepOther}
        </ActionButton>
      </div>
    </StateNote>
  );
}
