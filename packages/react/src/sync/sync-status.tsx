'use client';
import { syncWords } from '@holdfast/core/messages';
import type { ReactElement, ReactNode } from 'react';
import { useAnnounced } from '../announcer/use-announced.ts';
import { classNames } from '../look/class-names.ts';
import { Glyph } from '../look/glyph.tsx';
import type { Tone } from '../look/tone.ts';
import { countedWord } from '../words/counted-word.ts';
import { useLocale, useWords } from '../words/use-words.ts';
import type { SyncPart } from './sync-parts.ts';
import { useSyncStatus } from './use-sync-status.ts';

export interface SyncStatusProps {
  /** Stands after the text while there is one, for example a link to the list of changes. */
  readonly children?: ReactNode;
  readonly className?: string;
}

const tones: Readonly<Record<SyncPart['kind'], Tone>> = {
  unkept: 'failed',
  stuck: 'blocked',
  behind: 'blocked',
  sending: 'recovering',
  offline: 'offline',
  waiting: 'queued',
};
const urgent = new Set<SyncPart['kind']>(['unkept', 'stuck']);

/** One line about all changes that are not sent yet. It shows nothing when there are none. */
export function SyncStatus({ children, className }: SyncStatusProps): ReactElement | null {
  const parts = useSyncStatus();
  const words = useWords('sync', syncWords);
  const locale = useLocale();
  const said = (some: readonly SyncPart[]): readonly string[] =>
    some.map(({ kind, count }) =>
      countedWord(count, words[`${kind}One`], words[`${kind}Many`], locale),
    );
  const news = said(parts.filter(({ kind }) => urgent.has(kind))).join('. ');
  useAnnounced(news, news);
  const [first] = parts;
  if (!first) return null;
  return (
    <div className={classNames('hf-sync', className)} data-tone={tones[first.kind]}>
      <Glyph tone={tones[first.kind]} />
      <div className="hf-sync-words">
        <ul>
          {said(parts).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}
