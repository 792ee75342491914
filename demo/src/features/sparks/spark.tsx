import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { sparks } from './sparks.ts';

interface SparkProps {
  readonly isBroken: boolean;
  readonly onBreak: () => void;
}

export function Spark({ isBroken, onBreak }: SparkProps): ReactElement {
  const [index, setIndex] = useState(0);
  if (isBroken) throw new Error('Somebody broke the sparks on purpose.');
  return (
    <div className="stack">
      <p className="story">{sparks[index % sparks.length]}</p>
      <div className="buttons">
        <ActionButton onPress={() => setIndex(index + 1)}>Another spark</ActionButton>
        <span className="far">
          <ActionButton look="quiet" onPress={onBreak}>
            Break this widget
          </ActionButton>
        </span>
      </div>
    </div>
  );
}
