import type { ReactElement } from 'react';
import { Glyph } from '../../look/glyph.tsx';
import { ageInWords } from '../../words/age.ts';
import type { SentLine as Line } from './sent-lines.ts';

interface SentLineProps {
  readonly line: Line;
  readonly now: number;
}

export function SentLine({ line, now }: SentLineProps): ReactElement {
  return (
    <li className="state ledger-line" data-tone="live">
      <Glyph tone="live" />
      <p className="sentence">
        <span className="subject">{line.subject}</span>, saved {ageInWords(now - line.at)} ago
      </p>
    </li>
  );
}
