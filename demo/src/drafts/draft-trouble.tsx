'use client';
import { describeDraft, type FormDraft } from '@holdfast/forms';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { downloadJson } from '../rescue/web-download.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { DraftEnded } from './draft-ended.tsx';
import { pageWords } from '../words/page-words.ts';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

interface DraftTroubleProps<TValues> {
  readonly draft: FormDraft<TValues>;
  /** The form's present values, for a copy to download. */
  readonly values: () => TValues;
  /** Another tab's draft as text. The form shows its own. */
  readonly asText: (theirs: TValues) => string;
}

/** Shows trouble with a draft, and nothing while the draft is kept as usual. */
export function DraftTrouble<TValues>({
  draft,
  values,
  asText,
}: DraftTroubleProps<TValues>): ReactElement | null {
  const text = useText(words);
  const view = useObservable(draft);
  const title = describeDraft(view, 0, useObservable(pageWords).messages);
  switch (view.kind) {
    case 'quarantined':
      return (
        <StateNote tone="stale" title={title}>
          <p>{text.aside}</p>
        </StateNote>
      );
    case 'incomplete':
      return (
        <StateNote tone="failed" title={title}>
          <p>{text.incomplete}</p>
        </StateNote>
      );
    case 'conflict':
      return <DraftConflict title={title} draft={draft} theirs={asText(view.theirs)} />;
    case 'ended':
      return <DraftEnded title={title} draft={draft} hasMore={view.hasMore} />;
    case 'read-only':
      return (
        <StateNote tone="blocked" title={title}>
          <p>{text.newer}</p>
        </StateNote>
      );
    case 'unavailable':
      return (
        <StateNote tone="failed" title={title}>
          <p>{text.onlyHere}</p>
          <div className="buttons">
            <ActionButton
              look="quiet"
              onPress={() => downloadJson('fireside-draft.json', values())}
            >
              {text.download}
            </ActionButton>
          </div>
        </StateNote>
      );
    default:
      return null;
  }
}
