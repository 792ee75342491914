'use client';
import type { OperationState } from '@holdfast/core';
import type { MessageOverrides, Messages } from '@holdfast/core/messages';
import { useContext, useEffect, useRef, type ReactElement } from 'react';
import { useAnnounce } from '../announcer/use-announcements.ts';
import { classNames } from '../look/class-names.ts';
import { HoldfastContext } from '../holdfast-context.ts';
import { useNow } from '../clock/use-now.ts';
import { describeState, wordOf } from './describe-state.ts';

export interface StatusLineProps {
  readonly state: OperationState;
  /** Texts in place of those of Holdfast. @default those of the `HoldfastProvider` */
  readonly messages?: MessageOverrides;
  /** The name of the operation for the user, read out before the text of a change. @default none */
  readonly label?: string;
  readonly className?: string;
}

const SETTLING = new Set<keyof Messages['states']>([
  'idle',
  'running',
  'asking',
  'streaming',
  'resuming',
]);

/**
 * One line with the state of an operation, and its kind in `data-state` for styling. The `Announcer` reads each change
 * of kind out politely. It does not read out how the age grows.
 */
export function StatusLine({ state, messages, label, className }: StatusLineProps): ReactElement {
  const now = useNow();
  const announce = useAnnounce();
  const shared = useContext(HoldfastContext)?.messages;
  const text = describeState(state, now, messages ?? shared);
  const word = wordOf(state);
  const told = useRef(word);
  useEffect(() => {
    if (told.current === word) return;
    told.current = word;
    if (!SETTLING.has(word)) announce(label === undefined ? text : `${label}: ${text}`);
  }, [announce, label, word, text]);
  return (
    <p data-state={state.kind} className={classNames('hf-status', className)}>
      {text}
    </p>
  );
}
