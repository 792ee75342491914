import { useNow } from '@holdfast/react';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import { DraftConflict } from './draft-conflict.tsx';
import type { SheetForm } from './use-sheet-form.ts';

/** Where the unfinished sheet is kept, always in sight. */
export function DraftNote({ form }: { readonly form: SheetForm }): ReactElement {
  const { draft } = form;
  const now = useNow();
  switch (draft.kind) {
    case 'none':
      return <p className="muted">Your draft is kept on this device as you write.</p>;
    case 'saving':
      return <p className="muted">Keeping your draft…</p>;
    case 'saved':
    case 'restored':
      return <StateNote tone="live" title={`Draft kept at ${clockTime(draft.savedAt, now)}`} />;
    case 'quarantined':
      return (
        <StateNote tone="stale" title="An older draft could not be read">
          <p>It is kept aside. What you write now is kept as usual.</p>
        </StateNote>
      );
    case 'conflict':
      return <DraftConflict draft={draft} theirs={draft.theirs} />;
    case 'read-only':
      return (
        <StateNote tone="blocked" title="Your draft is not kept">
          <p>The draft here comes from a newer version of Fireside. Reload the page to get it.</p>
        </StateNote>
      );
    case 'unavailable':
      return (
        <StateNote tone="failed" title="Your draft is not kept">
          <p>It lives only on this page. Download a copy before you close it.</p>
          <div className="buttons">
            <ActionButton
              look="quiet"
              onPress={() => downloadJson('fireside-draft.json', form.getValues())}
            >
              Download a copy
            </ActionButton>
          </div>
        </StateNote>
      );
  }
}

function clockTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Date(at).toLocaleString([], {
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
  });
}
