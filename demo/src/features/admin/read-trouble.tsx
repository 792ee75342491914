'use client';
import type { OperationState } from '@holdfast/core';
import type { ReactElement } from 'react';
import { FailureFacts } from '../../entries/failure-facts.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useSettled } from '../../reads/use-settled.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface ReadTroubleProps {
  /** Names the data that the page cannot read. @default the figures */
  readonly title?: string;
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
}

/** Says that the page does not show the present state, also while the page asks again. */
export function ReadTrouble({ title, state, refresh }: ReadTroubleProps): ReactElement | null {
  const text = useText(words);
  const settled = useSettled(state);
  if (settled.kind !== 'failed') return null;
  return (
    <StateNote tone="failed" title={title ?? text.cannotRead}>
      <div className="buttons">
        <ActionButton look="quiet" isBusy={state.kind === 'running'} onPress={() => void refresh()}>
          {text.tryAgain}
        </ActionButton>
      </div>
      <FailureFacts failure={settled.failure} />
    </StateNote>
  );
}
