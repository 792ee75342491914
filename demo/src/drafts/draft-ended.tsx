'use client';
import type { DraftActions } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

interface DraftEndedProps {
  readonly title: string;
  readonly draft: Pick<DraftActions, 'keepMine' | 'discard'>;
  /** Whether this tab has text that the other tab never had. */
  readonly hasMore: boolean;
}

/** Another tab saved or threw away the draft that this one still shows. */
export function DraftEnded({ title, draft, hasMore }: DraftEndedProps): ReactElement {
  const text = useText(words);
  return (
    <StateNote tone="blocked" title={title}>
      <p>{hasMore ? text.typedSince : text.secondTime}</p>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void draft.keepMine()}>
          {text.goOn}
        </ActionButton>
        <ActionButton look="quiet" onPress={() => void draft.discard()}>
          {text.startNew}
        </ActionButton>
      </div>
    </StateNote>
  );
}
