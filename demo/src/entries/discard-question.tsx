import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';

interface DiscardQuestionProps {
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** Asked before the only copy of something is thrown away. The safe answer has the focus. */
export function DiscardQuestion({ onDiscard, onKeep }: DiscardQuestionProps): ReactElement {
  return (
    <fieldset className="buttons" aria-label="Discard it for good?">
      <span>Discard it for good?</span>
      <ActionButton look="quiet" hasFocus onPress={onKeep}>
        Keep it
      </ActionButton>
      <ActionButton look="quiet" onPress={onDiscard}>
        Discard for good
      </ActionButton>
    </fieldset>
  );
}
