'use client';
import type { Failure } from '@holdfast/core';
import { activityWords } from '@holdfast/core/messages';
import { asFailure } from '@holdfast/core/parts';
import { useState, type ReactElement } from 'react';
import { useAnnounce } from '../announcer/use-announcements.ts';
import { Button } from '../look/button.tsx';
import { FailureFacts } from '../look/failure-facts.tsx';
import { Note } from '../look/note.tsx';
import { useFocusOnShow } from '../look/use-focus-on-show.ts';
import { useKeptFocus } from '../look/use-kept-focus.ts';
import type { UndoWindow } from '../undo/create-undo-window.ts';
import { useOutbox } from '../use-outbox.ts';
import { useWords } from '../words/use-words.ts';
import { EntryWords } from './entry-words.tsx';
import type { EntryLine } from './entry-line.ts';
import type { LineActions } from './line-actions.ts';
import { needsUser } from './lane-head.ts';

interface ActivityLineProps {
  readonly line: EntryLine;
  readonly actions: LineActions;
  readonly undo: UndoWindow;
  readonly isDiscarded: boolean;
}

export function ActivityLine({
  line,
  actions,
  undo,
  isDiscarded,
}: ActivityLineProps): ReactElement {
  const { entry, tone, remedies } = line;
  const { subjectOf, onEdit, actionsOf, undoMs = 10_000 } = actions;
  const outbox = useOutbox();
  const words = useWords('activity', activityWords);
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<Failure | 'too-late'>();
  const item = useKeptFocus<HTMLLIElement>();
  const [undoButton, focusUndo] = useFocusOnShow();
  const [firstButton, focusFirst] = useFocusOnShow();
  const subject = subjectOf(entry);
  const failure = 'failure' in entry.state ? entry.state.failure : undefined;

  const retry = (): void => {
    setTrouble(undefined);
    void outbox.retry(entry.id).catch((error: unknown) => setTrouble(asFailure(error)));
  };
  const cancel = (): void => {
    void outbox.discard(entry.id).then(
      (result) => setTrouble(result === 'too-late' ? result : undefined),
      (error: unknown) => setTrouble(asFailure(error)),
    );
  };
  const discard = (): void => {
    setTrouble(undefined);
    focusUndo();
    announce(`${subject}: ${words.discarded}`);
    undo.begin(entry.id, 'discard', undoMs, cancel);
  };
  const helping = remedies.filter((remedy) => remedy !== 'discard');
  // The server may have seen the change, so the user can edit it again only when no tab sends it.
  const isEditable = needsUser(entry) || entry.sends === 0;
  const buttons = [
    ...(actionsOf?.(entry) ?? []),
    ...helping.map((remedy) => ({ label: words[remedy], run: retry })),
    ...(onEdit && isEditable ? [{ label: words.edit, run: () => onEdit(entry) }] : []),
    ...(remedies.includes('discard') ? [{ label: words.discard, run: discard }] : []),
  ];
  const instead = actions.renderInstead?.(entry);
  if (instead) {
    return (
      <li ref={item} className="hf-line">
        {instead}
      </li>
    );
  }
  return (
    <li ref={item} className="hf-line" data-entry={entry.id} tabIndex={-1}>
      <Note tone={tone}>
        <EntryWords line={line} actions={actions} trouble={trouble} isDiscarded={isDiscarded} />
        {isDiscarded ? (
          <div className="hf-buttons">
            <Button
              look="quiet"
              label={`${words.undo}: ${subject}`}
              buttonRef={undoButton}
              onPress={() => {
                focusFirst();
                undo.undo(entry.id);
              }}
            >
              {words.undo}
            </Button>
          </div>
        ) : (
          buttons.length > 0 && (
            <div className="hf-buttons">
              {buttons.map(({ label, run }, index) => (
                <Button
                  key={label}
                  look="quiet"
                  label={`${label}: ${subject}`}
                  {...(index === 0 && { buttonRef: firstButton })}
                  onPress={run}
                >
                  {label}
                </Button>
              ))}
            </div>
          )
        )}
        {failure && !isDiscarded && tone !== 'queued' && (
          <FailureFacts failure={failure} title={words.technical} />
        )}
      </Note>
    </li>
  );
}
