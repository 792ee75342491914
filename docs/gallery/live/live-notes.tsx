import { createProgress, type Failure } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { AgeBadge, ProgressBar, RetryButton, StatusLine, useRead, useWrite } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { listNotes, saveNote } from './operations.ts';
import type { Live } from './start-live.ts';

/** A list that reads, a form that writes, and the news about both. */
export function LiveNotes({ live }: { readonly live: Live }): ReactElement {
  const { holdfast, notifications } = live;
  const { state, refresh } = useRead(listNotes);
  const { run } = useWrite(saveNote);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Failure>();
  const [since, setSince] = useState<number>();
  const ask = async (): Promise<void> => {
    setSince(holdfast.platform.now());
    const outcome = await holdfast.run(listNotes, undefined, { progress: createProgress() });
    setSince(undefined);
    if (outcome.kind === 'stale' || outcome.kind === 'failed') {
      notifications.fail(outcome.failure, {
        action: 'note.list',
        actions: [{ label: 'Try again', run: () => void refresh() }],
      });
    } else {
      notifications.solved('note.list');
    }
    await refresh();
  };
  const add = async (): Promise<void> => {
    const outcome = await run({ id: uuidV7(holdfast.platform), text });
    // A text that is neither sent nor stored stays in its field.
    if (outcome.kind === 'failed' && !outcome.handle) {
      setTrouble(outcome.failure);
      return;
    }
    setTrouble(undefined);
    setText('');
    if (outcome.kind === 'live') notifications.tell(`“${text}” is saved.`);
  };
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      <AgeBadge state={state} freshMs={10_000} />
      <ul className="notes">
        {state.value?.map((note) => (
          <li key={note.id}>
            <bdi>{note.text}</bdi>
          </li>
        ))}
      </ul>
      {since !== undefined && (
        <ProgressBar label="Reading the notes" since={since} usualMs={2000} />
      )}
      {trouble && <StatusLine state={{ kind: 'failed', failure: trouble }} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label>
          New note <input value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <button type="submit">Add</button>
        <RetryButton onRetry={ask}>Read again</RetryButton>
      </form>
    </section>
  );
}
