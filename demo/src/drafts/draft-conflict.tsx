import type { DraftActions } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import type { SheetValues } from './sheet-values.ts';

interface DraftConflictProps {
  readonly draft: Pick<DraftActions, 'keepMine' | 'takeTheirs'>;
  readonly theirs: SheetValues;
}

/** Two tabs wrote two sheets. The other one is shown beside this one, and the writer chooses. */
export function DraftConflict({ draft, theirs }: DraftConflictProps): ReactElement {
  const { name, role, traits, backstory } = theirs;
  return (
    <StateNote tone="blocked" title="Another tab kept something else">
      <p>Nothing is kept until you choose. The other tab has:</p>
      <blockquote className="other-version">
        {[name, role, traits.join(', '), backstory].filter((text) => text !== '').join('. ')}
      </blockquote>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void draft.keepMine()}>
          Keep this one
        </ActionButton>
        <ActionButton look="quiet" onPress={draft.takeTheirs}>
          Take the other one
        </ActionButton>
      </div>
    </StateNote>
  );
}
