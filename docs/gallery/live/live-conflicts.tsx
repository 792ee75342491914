import { answerConflict } from '@holdfast/offline';
import { ConflictChooser, useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { Note } from './breakable-server.ts';
import { saveNote } from './operations.ts';
import type { Live } from './start-live.ts';

/** Every change that the server refused because another one came first. */
export function LiveConflicts({ live }: { readonly live: Live }): ReactElement {
  const { holdfast, server } = live;
  const { items } = useOutbox(
    ({ state }) => state.kind === 'blocked' && state.reason === 'conflict',
  );
  return (
    <>
      {items.map((entry) => {
        const mine = entry.input as Note;
        const theirs = server.noteOf(mine.id)?.text ?? '';
        return (
          <ConflictChooser
            key={entry.id}
            name={mine.text}
            parts={[{ label: 'Text', mine: mine.text, theirs }]}
            other="known"
            mine={{ at: entry.createdAt }}
            canKeepBoth={false}
            undoMs={5000}
            onChoose={(choice) =>
              answerConflict(holdfast.outbox, entry.id, saveNote, {
                kind: choice === 'mine' ? 'overwrite' : 'drop',
              })
            }
          />
        );
      })}
    </>
  );
}
