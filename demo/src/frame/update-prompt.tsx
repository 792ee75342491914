import { useObservable } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';

/** Offers a new version. It never takes a page away in which something is unsaved. */
export function UpdatePrompt(): ReactElement | null {
  const { updates, unsavedWork } = useFireside();
  const update = useObservable(updates);
  const unsaved = useObservable(unsavedWork.labels);
  const [isPutOff, setPutOff] = useState(false);
  if (update.kind === 'current' || isPutOff) return null;
  return (
    <StateNote className="banner" tone="recovering" title="A new version is ready">
      {unsaved.length > 0 ? (
        <p>It waits until this is saved: {unsaved.join(', ')}.</p>
      ) : (
        <div className="buttons">
          <ActionButton look="quiet" onPress={update.apply}>
            Update now
          </ActionButton>
          <ActionButton look="quiet" onPress={() => setPutOff(true)}>
            Later
          </ActionButton>
        </div>
      )}
    </StateNote>
  );
}
