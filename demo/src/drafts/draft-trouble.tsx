import { describeDraft, type FormDraft } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { downloadJson } from '../rescue/web-download.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { DraftEnded } from './draft-ended.tsx';

interface DraftTroubleProps<TValues> {
  readonly draft: FormDraft<TValues>;
  /** The form's present values, for a copy to download. */
  readonly values: () => TValues;
  /** Another tab's draft as text. The form shows its own. */
  readonly asText: (theirs: TValues) => string;
}

/** Shows trouble with a draft. Shows nothing while the draft is kept as usual. */
export function DraftTrouble<TValues>({
  draft,
  values,
  asText,
}: DraftTroubleProps<TValues>): ReactElement | null {
  const title = describeDraft(draft, 0);
  switch (draft.kind) {
    case 'quarantined':
      return (
        <StateNote tone="stale" title={title}>
          <p>It is kept aside. What you write now is kept as usual.</p>
        </StateNote>
      );
    case 'incomplete':
      return (
        <StateNote tone="failed" title={title}>
          <p>This browser cannot keep all of it. Save it before you close the page.</p>
        </StateNote>
      );
    case 'conflict':
      return <DraftConflict title={title} draft={draft} theirs={asText(draft.theirs)} />;
    case 'ended':
      return <DraftEnded title={title} draft={draft} hasMore={draft.hasMore} />;
    case 'read-only':
      return (
        <StateNote tone="blocked" title={title}>
          <p>The draft here comes from a newer version of Fireside.</p>
        </StateNote>
      );
    case 'unavailable':
      return (
        <StateNote tone="failed" title={title}>
          <p>It lives only on this page. Download a copy before you close it.</p>
          <div className="buttons">
            <ActionButton
              look="quiet"
              onPress={() => downloadJson('fireside-draft.json', values())}
            >
              Download a copy
            </ActionButton>
          </div>
        </StateNote>
      );
    default:
      return null;
  }
}
