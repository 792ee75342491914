'use client';
import { describeDraft } from '@holdfast/forms';
import { useNow, useObservable } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { pageWords } from '../../words/page-words.ts';
import { useText } from '../../words/use-text.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

/** Says that an unfinished sheet came back. The writer may start over, and take that back. */
export function RestoredNotice({ form }: { readonly form: SheetForm }): ReactElement | null {
  const text = useText(words);
  const now = useNow();
  const draft = useObservable(form.draft);
  const { messages } = useObservable(pageWords);
  const [isOver, setOver] = useState(false);
  const startOver = async (): Promise<void> => {
    await form.draft.discard();
    setOver(true);
    focusPage();
  };
  const bringBack = (): void => {
    form.draft.undoDiscard();
    setOver(false);
    focusPage();
  };
  if (isOver) {
    return (
      <StateNote tone="live" title={text.startedOver}>
        <div className="buttons">
          <ActionButton look="quiet" onPress={bringBack}>
            {text.bringBack}
          </ActionButton>
        </div>
      </StateNote>
    );
  }
  if (draft.kind !== 'restored') return null;
  return (
    <StateNote tone="live" title={describeDraft(draft, now, messages)}>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => void startOver()}>
          {text.startOver}
        </ActionButton>
      </div>
    </StateNote>
  );
}
