import { useEntries, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { FailureFacts } from '../entries/failure-facts.tsx';
import { entriesAsFile } from '../entries/entries-as-file.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { downloadJson } from '../rescue/web-download.ts';
import { reasonOf } from '../words/failure-words.ts';

const DAMAGED = ['STORAGE_CORRUPT', 'STORAGE_LOST'];

/** Stays as long as the trouble: meanwhile new text exists only on the screen. */
export function StorageBanner(): ReactElement | null {
  const { outbox } = useFireside();
  const storage = useObservable(outbox.storage);
  const entries = useEntries();
  if (storage === 'ok') return null;
  // The storage works again, and stores the next text.
  const isDamaged = DAMAGED.includes(storage.code);
  return (
    <StateNote
      className="banner"
      tone="failed"
      title={isDamaged ? 'Damaged on this device' : 'Not saved on this device'}
    >
      <p>
        {reasonOf(storage)}{' '}
        {!isDamaged &&
          'What you save goes straight to Fireside. Until it has arrived it is only on this page, so keep the page open.'}
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
