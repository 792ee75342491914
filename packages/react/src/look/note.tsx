'use client';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Glyph } from './glyph.tsx';
import type { Tone } from './tone.ts';

interface NoteProps {
  readonly tone: Tone;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** One state beside its subject: an edge, a sign and words. */
export function Note({ tone, className, children }: NoteProps): ReactElement {
  return (
    <div className={classNames('hf-note', className)} data-tone={tone}>
      <Glyph tone={tone} />
      <div className="hf-note-words">{children}</div>
    </div>
  );
}
