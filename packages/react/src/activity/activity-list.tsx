'use client';
import type { EntryView } from '@holdfast/core';
import { activityWords } from '@holdfast/core/messages';
import type { ReactElement } from 'react';
import { Button } from '../look/button.tsx';
import { classNames } from '../look/class-names.ts';
import { useUndoWindow } from '../undo/use-undo-window.ts';
import { useOutbox } from '../use-outbox.ts';
import { useWords } from '../words/use-words.ts';
import { ActivityLine } from './activity-line.tsx';
import type { LineActions } from './line-actions.ts';
import { ActivityPart } from './activity-part.tsx';
import { SentLine, type SentChange } from './sent-line.tsx';
import { useActivity } from './use-activity.ts';

export interface ActivityListProps extends LineActions {
  /**
   * The changes that the server has, newest first. Only the app knows them. @default the list shows no sent changes
   */
  readonly sent?: readonly SentChange[];
  /** Gives the user a copy of the unsent changes, for example as a file. @default no such button */
  readonly onExport?: (entries: readonly EntryView[]) => void;
  readonly className?: string;
}

/** The list of the user's changes: those that need the user, those that wait, and those that are sent. */
export function ActivityList(props: ActivityListProps): ReactElement {
  const { sent, onExport, className, ...actions } = props;
  const { stuck, waiting } = useActivity();
  const { items: entries } = useOutbox();
  const words = useWords('activity', activityWords);
  const [undo, discarded] = useUndoWindow();
  const line = (one: (typeof stuck)[number]): ReactElement => (
    <ActivityLine
      key={one.entry.id}
      line={one}
      actions={actions}
      undo={undo}
      isDiscarded={discarded.has(one.entry.id)}
    />
  );
  return (
    <div className={classNames('hf-activity', className)}>
      <ActivityPart title={words.stuck} nothing={words.nothingStuck}>
        {stuck.map(line)}
      </ActivityPart>
      <ActivityPart title={words.waiting} nothing={words.nothingWaiting}>
        {waiting.map(line)}
      </ActivityPart>
      {sent && (
        <ActivityPart title={words.sent} nothing={words.nothingSent}>
          {sent.map((change) => (
            <SentLine key={change.id} change={change} />
          ))}
        </ActivityPart>
      )}
      {onExport && entries.length > 0 && (
        <Button look="quiet" onPress={() => onExport(entries)}>
          {words.export}
        </Button>
      )}
    </div>
  );
}
