import type { ReactElement } from 'react';
import { ActionButton } from '../look/action-button.tsx';
import { entryText } from './words.ts';

interface DiscardQuestionProps {
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** Asks before the writer throws away the only copy. The safe answer has the focus. */
export function DiscardQuestion({ onDiscard, onKeep }: DiscardQuestionProps): ReactElement {
  const text = entryText();
  return (
    <fieldset className="buttons" aria-label={text.discardForGood}>
      <span>{text.discardForGood}</span>
      <ActionButton look="quiet" hasFocus onPress={onKeep}>
        {text.keepIt}
      </ActionButton>
      <ActionButton look="quiet" onPress={onDiscard}>
        {text.discardIt}
      </ActionButton>
    </fieldset>
  );
}
