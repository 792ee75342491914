import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';

interface DiscardQuestionProps {
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** Asks before the writer throws away the only copy. The safe answer has the focus. */
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
