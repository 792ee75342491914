import type { ReactElement } from 'react';
import { paragraphsOf } from '../../tales/paragraphs.ts';
import { TornRule } from './torn-rule.tsx';

interface KeptTextProps {
  readonly text: string;
  /** The text breaks off. It keeps its full contrast above a torn rule. */
  readonly isTorn?: boolean;
}

/** The text of a take that no longer changes. */
export function KeptText({ text, isTorn = false }: KeptTextProps): ReactElement {
  return (
    <div className="manuscript-text" data-kept>
      {paragraphsOf(text).map((paragraph, index) => (
        // Paragraphs of a kept text never move, and two can be equal.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={index} dir="auto">
          {paragraph}
        </p>
      ))}
      {isTorn && <TornRule />}
    </div>
  );
}
