'use client';
import { useEffect, useRef, type ReactElement } from 'react';
import type { Take } from '../../../contract/story.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { KeptText } from './kept-text.tsx';
import { words } from './words.ts';

interface NamedTake {
  readonly take: Take;
  readonly name: string;
}

interface ComparedTakesProps {
  readonly shown: NamedTake;
  readonly other: NamedTake;
  readonly onChoose: () => void;
  readonly onClose: () => void;
}

/** Two takes side by side; on a narrow screen one below the other. */
export default function ComparedTakes({
  shown,
  other,
  onChoose,
  onClose,
}: ComparedTakesProps): ReactElement {
  const text = useText(words);
  const heading = useRef<HTMLHeadingElement>(null);
  const otherId = other.take.id;
  useEffect(() => heading.current?.focus(), [otherId]);
  return (
    <section className="compared" aria-labelledby={`compared-${otherId}`}>
      <h3 ref={heading} id={`compared-${otherId}`} tabIndex={-1}>
        {text.comparing}
      </h3>
      <div className="compared-takes">
        <div>
          <p className="take-name">
            {shown.name} <span className="muted">{text.shownNow}</span>
          </p>
          <KeptText text={shown.take.text} />
          <ActionButton onPress={onClose}>{text.keepThis}</ActionButton>
        </div>
        <div>
          <p className="take-name">{other.name}</p>
          <KeptText text={other.take.text} />
          <ActionButton onPress={onChoose}>{text.useThis}</ActionButton>
        </div>
      </div>
    </section>
  );
}
