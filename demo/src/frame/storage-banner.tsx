import { useEntries, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { FailureFacts } from '../entries/failure-facts.tsx';
import { entriesAsFile } from '../entries/entries-as-file.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { downloadJson } from '../rescue/web-download.ts';
import { reasonOf } from '../words/failure-words.ts';

/** Stays as long as the trouble: meanwhile new text exists only on the screen. */
export function StorageBanner(): ReactElement | null {
  const { outbox } = useFireside();
  const storage = useObservable(outbox.storage);
  const entries = useEntries();
  if (storage === 'ok') return null;
  return (
    <StateNote className="banner" tone="failed" title="Not saved on this device">
      <p>
        {reasonOf(storage)} What you save goes straight to Fireside. Until it has arrived it is only
        on this page, so keep the page open.
      </p>
      {entries.length > 0 && (
        <div className="buttons">
          <ActionButton
            look="quiet"
            onPress={() => downloadJson('fireside-rescue.json', entriesAsFile(entries))}
          >
            Download what is waiting
          </ActionButton>
        </div>
      )}
      <FailureFacts failure={storage} />
    </StateNote>
  );
}
