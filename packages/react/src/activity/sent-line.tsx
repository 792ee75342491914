'use client';
import { activityWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { ReactElement, ReactNode } from 'react';
import { Note } from '../look/note.tsx';
import { ageInWords } from '../status/age-in-words.ts';
import { useNow } from '../clock/use-now.ts';
import { useLocale, useWords } from '../words/use-words.ts';

/** A change that the server has. */
export interface SentChange {
  readonly id: string;
  /** The subject of the change, in words for the user. It may be a link. */
  readonly subject: ReactNode;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

export function SentLine({ change }: { readonly change: SentChange }): ReactElement {
  const { sentLine } = useWords('activity', activityWords);
  const age = ageInWords(change.at, useNow(), useLocale());
  return (
    <li className="hf-line">
      <Note tone="live">
        <p>
          <bdi className="hf-subject">{change.subject}</bdi>, {fillWords(sentLine, { age })}
        </p>
      </Note>
    </li>
  );
}
