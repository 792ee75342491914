'use client';
import type { Failure, OperationState } from '@holdfast/core';
import { ageWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { ReactElement } from 'react';
import { classNames } from '../look/class-names.ts';
import { Glyph } from '../look/glyph.tsx';
import { useFailureText, useLocale, useWords } from '../words/use-words.ts';
import { ageInWords } from '../status/age-in-words.ts';
import { useNow } from '../clock/use-now.ts';

export interface AgeBadgeProps {
  /** The state of the read whose data is shown. */
  readonly state: OperationState;
  /** Milliseconds for which data counts as fresh, unless a newer try failed. @default 60_000 */
  readonly freshMs?: number;
  readonly className?: string;
}

/** Says how old the shown data is and why, when it is not fresh. Otherwise it shows nothing. */
export function AgeBadge(props: AgeBadgeProps): ReactElement | null {
  const { state, freshMs = 60_000, className } = props;
  const now = useNow();
  const words = useWords('age', ageWords);
  const locale = useLocale();
  const text = useFailureText();
  const at = 'at' in state ? state.at : undefined;
  if (at === undefined) return null;
  const failure: Failure | undefined = state.kind === 'stale' ? state.failure : undefined;
  if (!failure && now - at < freshMs) return null;
  const age = ageInWords(at, now, locale);
  return (
    <span className={classNames('hf-age', className)} data-tone="stale">
      <Glyph tone="stale" />
      <time dateTime={new Date(at).toISOString()}>
        {failure
          ? fillWords(words.failed, { age, failure: text(failure) })
          : fillWords(words.updated, { age })}
      </time>
    </span>
  );
}
