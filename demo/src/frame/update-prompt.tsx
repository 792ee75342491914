import { updateWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';

/** Offers a new version. It never reloads a page with unsaved work. */
export function UpdatePrompt(): ReactElement | null {
  const { updates, unsavedWork } = useFireside();
  const update = useObservable(updates);
  const unsaved = useObservable(unsavedWork.labels);
  if (update.kind === 'current' || update.isPutOff) return null;
  return (
    <StateNote className="banner" tone="recovering" title={updateWords[update.kind]}>
      {unsaved.length > 0 ? (
        <p>{fillWords(updateWords.unsaved, { unsaved: unsaved.join(', ') })}</p>
      ) : (
        <div className="buttons">
          {update.kind !== 'asked' && (
            <ActionButton look="quiet" onPress={update.apply}>
              {updateWords.apply}
            </ActionButton>
          )}
          <ActionButton look="quiet" onPress={update.later}>
            {updateWords.later}
          </ActionButton>
        </div>
      )}
    </StateNote>
  );
}
