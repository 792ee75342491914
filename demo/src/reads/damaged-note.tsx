'use client';
import type { ReactElement } from 'react';
import { useText } from '../words/use-text.ts';
import { words } from './damaged-words.ts';

interface DamagedNoteProps {
  /** What the list has. */
  readonly of: 'characters' | 'stories' | 'relationships' | 'notes' | 'takes';
  /** The ids of what could not be read. */
  readonly damaged: readonly string[] | undefined;
}

/** Says how much of a list could not be read. It says nothing of a healthy list. */
export function DamagedNote({ of, damaged = [] }: DamagedNoteProps): ReactElement | null {
  const text = useText(words);
  return damaged.length === 0 ? null : <p className="muted">{text[of](damaged.length)}</p>;
}
