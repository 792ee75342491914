'use client';
import type { ReactElement, ReactNode } from 'react';

export interface FieldTexts {
  readonly label: string;
  /** Says how to fill the field in. */
  readonly hint?: string | undefined;
}

interface FieldIds {
  readonly label: string;
  readonly hint: string;
  readonly count: string;
  readonly issue: string;
}

/** The ids of the parts of one field. */
export const idsOf = (id: string): FieldIds => ({
  label: `${id}-label`,
  hint: `${id}-hint`,
  count: `${id}-count`,
  issue: `${id}-issue`,
});

/** The ids that describe an input, in the order in which they are read. */
export function describedBy(
  id: string,
  {
    hint,
    count,
    issue,
  }: { readonly hint?: unknown; readonly count?: unknown; readonly issue?: unknown },
): string | undefined {
  const ids = idsOf(id);
  const named = [issue && ids.issue, hint && ids.hint, count && ids.count].filter(Boolean);
  return named.length > 0 ? named.join(' ') : undefined;
}

interface FieldNotesProps {
  readonly id: string;
  readonly count?: string | undefined;
  readonly isOver?: boolean;
  readonly issue: string | undefined;
  /** News about the field while the user works on it. */
  readonly said: string;
  /**
   * `'trouble'`: it keeps the user from going on. `'heard'`: the count already shows it, so it is only announced.
   * @default 'news'
   */
  readonly tone?: 'news' | 'trouble' | 'heard';
}

/** The texts below an input. Both regions are there before their text, so that a screen reader announces it. */
export function FieldNotes({
  id,
  count,
  isOver,
  issue,
  said,
  tone = 'news',
}: FieldNotesProps): ReactElement {
  const ids = idsOf(id);
  return (
    <>
      {count !== undefined && (
        <p id={ids.count} className="hf-count" data-over={isOver || undefined}>
          {count}
        </p>
      )}
      <output className="hf-said" data-tone={tone} dir="auto">
        {said}
      </output>
      <p id={ids.issue} className="hf-issue" aria-live="polite" dir="auto">
        {issue}
      </p>
    </>
  );
}

interface FieldHintProps {
  readonly id: string;
  readonly children: ReactNode;
}

/** A hint above an input. */
export function FieldHint({ id, children }: FieldHintProps): ReactElement {
  return (
    <p id={idsOf(id).hint} className="hf-hint">
      {children}
    </p>
  );
}
