'use client';
import { useOutbox, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { FailureFacts } from '../entries/failure-facts.tsx';
import { entriesAsFile } from '../entries/entries-as-file.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { ActionButton } from '../look/action-button.tsx';
import { StateNote } from '../look/state-note.tsx';
import { downloadJson } from '../rescue/web-download.ts';
import { reasonOf } from '../words/failure-words.ts';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

const DAMAGED = ['STORAGE_CORRUPT', 'STORAGE_LOST'];

/** Stays as long as the trouble: meanwhile new text exists only on the screen. */
export function StorageBanner(): ReactElement | null {
  const text = useText(words);
  const { outbox } = useFireside();
  const storage = useObservable(outbox.storage);
  const { items: entries } = useOutbox();
  if (storage === 'ok') return null;
  // The storage works again, and stores the next text.
  const isDamaged = DAMAGED.includes(storage.code);
  return (
    <StateNote className="banner" tone="failed" title={isDamaged ? text.damaged : text.unsaved}>
      <p>
        {reasonOf(storage)} {!isDamaged && text.unsavedHow}
      </p>
      {entries.length > 0 && (
        <div className="buttons">
          <ActionButton
            look="quiet"
            onPress={() => downloadJson('fireside-rescue.json', entriesAsFile(entries))}
          >
            {text.rescue}
          </ActionButton>
        </div>
      )}
      <FailureFacts failure={storage} />
    </StateNote>
  );
}
