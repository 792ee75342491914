'use client';
import type { EntryView, Holdfast } from '@holdfast/core';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { OutboxDecisions } from '../outbox/outbox-decisions.ts';
import { asJson } from './as-json.ts';
import { usePanel } from './panel-view.ts';

interface EntryEditorProps {
  readonly holdfast: Holdfast;
  readonly entry: EntryView;
  readonly onDone: () => void;
}

/** Shows one entry with its request, and gives it another input. The input stays on this screen. */
export function EntryEditor({ holdfast, entry, onDone }: EntryEditorProps): ReactElement {
  const { decisions, operations, say } = usePanel();
  const { id, operation, input } = entry;
  // A text that lacks a part of the input would take it away from the entry.
  const [json] = useState(() => asJson(input));
  const [text, setText] = useState(json ?? '');
  const [refused, setRefused] = useState('');
  const [whole, setWhole] = useState<object>();
  const field = useRef<HTMLTextAreaElement>(null);
  const described = operations.find(({ name }) => name === operation);

  // The editor opens below the list, perhaps outside of the visible part.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let isGone = false;
    decisions?.inspectEntry(holdfast.outbox as never, id).then(
      (found) => isGone || setWhole(found),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [decisions, holdfast, id]);

  const save = async (): Promise<void> => {
    const { end, refusal } = await editFrom(text, holdfast, decisions, id, described);
    setRefused(refusal);
    if (refusal !== '') return;
    say(`${operation}: ${end}.`);
    onDone();
  };

  return (
    <section className="editor" aria-label={`Entry of ${operation}`}>
      <h3>
        {operation}, entry …{id.slice(-6)}
      </h3>
      {described && json !== undefined ? (
        <>
          <label className="field">
            Input as JSON
            <textarea
              ref={field}
              rows={8}
              spellCheck={false}
              value={text}
              aria-invalid={refused !== ''}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
          <p role="alert" className="bad">
            {refused}
          </p>
          <div className="tools">
            <button type="button" onClick={() => void save()}>
              Save
            </button>
            <button type="button" onClick={onDone}>
              Leave it
            </button>
          </div>
        </>
      ) : (
        <p>
          {described ? (
            'Its input is no JSON, so the panel cannot edit it.'
          ) : (
            <>
              Hand <code>{operation}</code> to the panel in <code>operations</code> to edit its
              entries.
            </>
          )}{' '}
          <button type="button" onClick={onDone}>
            Close
          </button>
        </p>
      )}
      {whole && (
        <details>
          <summary>The whole entry</summary>
          <pre>{JSON.stringify(whole, undefined, 2)}</pre>
        </details>
      )}
    </section>
  );
}

/** Gives the entry the input that a text holds. `refusal` says why not, or is empty. */
async function editFrom(
  text: string,
  { outbox }: Holdfast,
  decisions: OutboxDecisions | undefined,
  id: string,
  operation: unknown,
): Promise<{ readonly end: string; readonly refusal: string }> {
  try {
    const input: unknown = JSON.parse(text);
    const end = await decisions?.editEntry(outbox as never, id, operation as never, input as never);
    return { end: end ?? 'not changed', refusal: '' };
  } catch (error) {
    return { end: '', refusal: error instanceof Error ? error.message : String(error) };
  }
}
