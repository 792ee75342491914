import { describeDraft } from '@holdfast/forms';
import { useNow } from '@holdfast/react';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import type { SheetForm } from './use-sheet-form.ts';

interface RestoredNoticeProps {
  readonly form: SheetForm;
  readonly onStartOver: () => void;
}

export function RestoredNotice({ form, onStartOver }: RestoredNoticeProps): ReactElement | null {
  const now = useNow();
  const { draft } = form;
  if (draft.kind !== 'restored') return null;
  return (
    <StateNote tone="live" title={describeDraft(draft, now)}>
      <div className="buttons">
        <ActionButton look="quiet" onPress={onStartOver}>
          Start over
        </ActionButton>
      </div>
    </StateNote>
  );
}
