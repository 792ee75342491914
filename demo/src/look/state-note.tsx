import type { ReactElement, ReactNode } from 'react';
import { Glyph } from './glyph.tsx';
import type { Tone } from './tone.ts';

interface StateNoteProps {
  readonly tone: Tone;
  /** Leave it out when the words inside have a heading of their own. */
  readonly title?: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** One state, beside its subject: an edge, a glyph and words. */
export function StateNote({ tone, title, className, children }: StateNoteProps): ReactElement {
  return (
    <div className={className ? `state ${className}` : 'state'} data-tone={tone}>
      <Glyph tone={tone} />
      <div>
        {title !== undefined && <p className="state-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
