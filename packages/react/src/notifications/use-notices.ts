'use client';
import { noticeWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { useEffect, useRef } from 'react';
import { createAnnouncements, type Announcements } from '../announcer/announcements.ts';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import { useFailureText, useWords } from '../words/use-words.ts';
import type { NotificationStore } from './create-notifications.ts';
import type { Notice, NoticeList } from './notices-state.ts';

export interface NoticesResult extends NoticeList {
  /** The text that the user reads for a notice. */
  readonly textOf: (notice: Notice) => string;
  /** The texts that a screen reader reads out: each new notice once, errors at once. Give it to `LiveRegions`. */
  readonly spoken: Announcements;
}

/** The notices, for a list of the app's own look. It reads out each new one once, and no repetition. */
export function useNotices(store: NotificationStore): NoticesResult {
  const { platform } = useHoldfast();
  const spoken = useHeld([platform], () => createAnnouncements(platform));
  const list = useObservable(store);
  const words = useWords('notices', noticeWords);
  const failureText = useFailureText();
  const textOf = ({ storm, count, text, failure }: Notice): string =>
    storm
      ? fillWords(words.storm, { count: `${count}` })
      : (text ?? (failure ? failureText(failure) : ''));
  const texts = list.shown.map((notice) => [notice, textOf(notice)] as const);
  const told = useRef(0);
  useEffect(() => {
    for (const [notice, text] of texts) {
      if (notice.id <= told.current) continue;
      told.current = notice.id;
      spoken.announce(text, notice.tone === 'error' ? 'assertive' : 'polite');
    }
  });
  return { ...list, textOf, spoken };
}
