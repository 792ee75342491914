'use client';
import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface SparkProps {
  readonly isBroken: boolean;
  /** Breaks the widget. Without it there is no button for that. */
  readonly onBreak?: (() => void) | undefined;
}

export function Spark({ isBroken, onBreak }: SparkProps): ReactElement {
  const { sparks, another, breakIt } = useText(words);
  const [index, setIndex] = useState(0);
  if (isBroken) throw new Error('The user broke the sparks on purpose.');
  return (
    <div className="stack">
      <p className="story">{sparks[index % sparks.length]}</p>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => setIndex(index + 1)}>
          {another}
        </ActionButton>
        {onBreak && (
          <ActionButton look="quiet" onPress={onBreak}>
            {breakIt}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
