import type { DraftActions } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';

interface DraftEndedProps {
  readonly title: string;
  readonly draft: Pick<DraftActions, 'keepMine' | 'discard'>;
  /** Whether this tab holds text that the other tab never had. */
  readonly hasMore: boolean;
}

/** Another tab saved or threw away the draft that this one still shows. */
export function DraftEnded({ title, draft, hasMore }: DraftEndedProps): ReactElement {
  return (
    <StateNote tone="blocked" title={title}>
      <p>
        {hasMore
          ? 'What you typed here since is kept on this device.'
          : 'Saving it here would save it a second time.'}
      </p>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void draft.keepMine()}>
          Go on with this one
        </ActionButton>
        <ActionButton look="quiet" onPress={() => void draft.discard()}>
          Start a new one
        </ActionButton>
      </div>
    </StateNote>
  );
}
