'use client';
import type { EntryView } from '@holdfast/core';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Relationship } from '../../../contract/relationship.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { Sentence } from '../../relationships/sentence.tsx';
import type { SentencePart } from '../../relationships/sentence-of.ts';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { BondConflict } from './bond-conflict.tsx';
import type { End } from './end.ts';
import { words } from './words.ts';

export interface BondRowProps {
  readonly relationship: Relationship;
  readonly parts: readonly SentencePart[];
  readonly ends: readonly [from: End, to: End];
  /** The first entry about the relationship that the device still has to send. */
  readonly entry: EntryView | undefined;
  readonly isSelected: boolean;
  readonly isDeleted: boolean;
  /** The part that takes the focus when it appears. That happens only after a press of the writer. */
  readonly focus: 'sentence' | 'undo' | undefined;
  readonly say: (relationship: Relationship) => string;
  readonly refresh: () => Promise<void>;
  readonly onSelect: () => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onUndo: () => void;
}

/** One relationship as a sentence. A press opens what can be done with it. */
export function BondRow(props: BondRowProps): ReactElement {
  const { relationship, parts, entry, isSelected, isDeleted, say, refresh } = props;
  const text = useText(words);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const isConflict = entry?.state.kind === 'blocked' && entry.state.reason === 'conflict';
  const note = relationship.note !== '' && (
    <p className="muted bond-note writers-line" dir="auto">
      {relationship.note}
    </p>
  );
  const state = entry && !isConflict && <EntryNote entry={entry} subject={say(relationship)} />;
  if (isDeleted) {
    return (
      <li className="bond" ref={row}>
        <p className="bond-deleted">
          <s>
            <Sentence parts={parts} />
          </s>
        </p>
        {isConflict ? (
          <BondConflict entry={entry} say={say} refresh={refresh} />
        ) : (
          <div className="buttons">
            <span className="muted">{text.removed}</span>
            <ActionButton look="quiet" hasFocus={props.focus === 'undo'} onPress={props.onUndo}>
              {text.undo}
            </ActionButton>
          </div>
        )}
        {state}
      </li>
    );
  }
  return (
    <li className="bond" ref={row} data-selected={isSelected || undefined}>
      <button
        type="button"
        className="bond-says"
        aria-expanded={isSelected}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a press made the row appear
        autoFocus={props.focus === 'sentence'}
        onClick={props.onSelect}
      >
        <Sentence parts={parts} />
      </button>
      {note}
      {isConflict && <BondConflict entry={entry} say={say} refresh={refresh} />}
      {state}
      {isSelected && (
        <div className="buttons bond-buttons">
          <ActionButton look="quiet" onPress={props.onEdit}>
            {text.edit}
          </ActionButton>
          <ActionButton look="quiet" onPress={props.onDelete}>
            {text.remove}
          </ActionButton>
          {props.ends.map(({ id, name }) => (
            <Link key={id} className="bond-open" to={`/${relationship.between}/${id}`}>
              <bdi>{text.open(name)}</bdi>
            </Link>
          ))}
        </div>
      )}
    </li>
  );
}
