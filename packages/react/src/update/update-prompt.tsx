'use client';
import { createCell, type Observable, type UnsavedWork, type UpdateState } from '@holdfast/core';
import { updateWords } from '@holdfast/core/messages';
import { Fragment, type ReactElement } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { Button } from '../look/button.tsx';
import { classNames } from '../look/class-names.ts';
import { Note } from '../look/note.tsx';
import { useKeptFocus } from '../look/use-kept-focus.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import { useUpdate } from '../use-update.ts';
import { useWords } from '../words/use-words.ts';

const NO_LABELS: Observable<readonly string[]> = createCell<readonly string[]>([]);

export interface UpdatePromptProps {
  /** What `registerWorker` gives. */
  readonly updates: Observable<UpdateState>;
  /** The work that an update would lose. @default the runtime's own */
  readonly unsavedWork?: Pick<UnsavedWork, 'labels'>;
  readonly className?: string;
}

/**
 * Offers a new version of the app. It never takes the page away from the user: it names the unsaved work that the
 * new version waits for, and "Later" counts in every tab.
 */
export function UpdatePrompt(props: UpdatePromptProps): ReactElement | null {
  const { updates, className } = props;
  const holdfast = useHoldfast();
  const unsavedWork = props.unsavedWork ?? holdfast.unsavedWork;
  const update = useUpdate(updates);
  const unsaved = useObservable(unsavedWork?.labels ?? NO_LABELS);
  const words = useWords('updates', updateWords);
  const isShown = update.kind !== 'current' && !update.isPutOff;
  useAnnounced(isShown ? update.kind : '', words[update.kind]);
  if (!isShown) return null;
  const [before, after] = words.unsaved.split('{unsaved}');
  return (
    <Note className={classNames('hf-banner', className)} tone="recovering">
      <p className="hf-title">{words[update.kind]}</p>
      {unsaved.length > 0 && (
        <p>
          {before}
          {unsaved.map((label, index) => (
            <Fragment key={label}>
              {index > 0 && ', '}
              <bdi>{label}</bdi>
            </Fragment>
          ))}
          {after}
        </p>
      )}
      <UpdateButtons update={update} isHeld={unsaved.length > 0} />
    </Note>
  );
}

interface UpdateButtonsProps {
  readonly update: Exclude<UpdateState, { readonly kind: 'current' }>;
  readonly isHeld: boolean;
}

function UpdateButtons({ update, isHeld }: UpdateButtonsProps): ReactElement {
  const words = useWords('updates', updateWords);
  const buttons = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={buttons} className="hf-buttons">
      {update.kind !== 'asked' && (
        <Button isBusy={isHeld} onPress={update.apply}>
          {words.apply}
        </Button>
      )}
      <Button look="quiet" onPress={update.later}>
        {words.later}
      </Button>
    </div>
  );
}
