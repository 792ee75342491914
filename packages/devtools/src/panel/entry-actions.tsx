'use client';
import type { EntryView } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import { usePanel } from './panel-view.ts';

interface EntryActionsProps {
  readonly entry: EntryView;
  readonly onEdit: () => void;
}

/**
 * The actions of the developer on one entry. Dropping the entry takes two presses, because no press brings it back.
 */
export function EntryActions({ entry, onEdit }: EntryActionsProps): ReactElement {
  const { holdfast, decisions, say } = usePanel();
  const [isSure, setIsSure] = useState(false);
  const outbox = holdfast?.outbox;
  const { id, operation, state } = entry;
  const named = <span className="gone"> {operation}</span>;
  const tell = async (
    work: Promise<unknown> | undefined,
    inWords: (end: unknown) => string,
  ): Promise<void> => {
    try {
      say(inWords(await work));
    } catch (error) {
      say(String(error));
    }
  };
  const isStuck = state.kind === 'dead' || state.kind === 'blocked';
  return (
    <span className="actions">
      <button
        type="button"
        className="link"
        onClick={() => void tell(outbox?.retry(id), () => `${operation} is back in line.`)}
      >
        Send now{named}
      </button>
      {decisions && (
        <button type="button" className="link" onClick={onEdit}>
          Edit{named}
        </button>
      )}
      {decisions && isStuck && (
        <button
          type="button"
          className="link"
          onClick={() =>
            void tell(
              decisions.retryUnderNewKey(outbox as never, id),
              (end) => `${operation}: ${String(end)}.`,
            )
          }
        >
          New key{named}
        </button>
      )}
      <button
        type="button"
        className="link"
        onClick={() => {
          setIsSure(!isSure);
          if (isSure) void tell(outbox?.cancel(id), (end) => `${operation}: ${dropped(end)}.`);
        }}
        onBlur={() => setIsSure(false)}
      >
        {isSure ? 'Really drop?' : 'Drop'}
        {named}
      </button>
    </span>
  );
}

function dropped(end: unknown): string {
  if (end === 'cancelled') return 'dropped';
  return end === 'too-late' ? 'too late, it may have arrived' : 'it is a part of another entry now';
}
