'use client';
import type { OperationState } from '@holdfast/core';
import { useEffect, useRef, type ReactElement } from 'react';
import { useAnnounce } from '../announcer/use-announcements.ts';
import { useNow } from '../use-now.ts';
import { describeState, wordOf } from './describe-state.ts';
import type { StatusKind, StatusWords } from './status-words.ts';

export interface StatusLineProps {
  readonly state: OperationState;
  /** Replaces single words of the table. @default none */
  readonly words?: Partial<StatusWords>;
  /** What it is about; said before the words when a change is read out. @default nothing */
  readonly label?: string;
  readonly className?: string;
}

const SETTLING = new Set<StatusKind>(['idle', 'running', 'streaming', 'resuming']);

/**
 * One line that says where an operation stands, with its kind in `data-state` for styling. A change of
 * kind is read out politely through the `Announcer`; the growing age is not.
 */
export function StatusLine({ state, words, label, className }: StatusLineProps): ReactElement {
  const now = useNow();
  const announce = useAnnounce();
  const text = describeState(state, now, words);
  const word = wordOf(state);
  const told = useRef(word);
  useEffect(() => {
    if (told.current === word) return;
    told.current = word;
    if (!SETTLING.has(word)) announce(label === undefined ? text : `${label}: ${text}`);
  }, [announce, label, word, text]);
  return (
    <p data-state={state.kind} className={className}>
      {text}
    </p>
  );
}
