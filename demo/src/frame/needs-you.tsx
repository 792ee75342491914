'use client';
import type { EntryView } from '@holdfast/core';
import { useOutbox } from '@holdfast/react';
import { useEffect, useRef } from 'react';
import { needsPerson, newlyInNeed } from '../entries/newly-in-need.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { notify } from '../preferences/web-notifications.ts';
import { useText } from '../words/use-text.ts';
import { showBadge } from './web-badge.ts';
import { words } from './words.ts';

/**
 * Shows on the icon of the installed app how many entries need the writer. A writer who wants notifications and looks
 * at another window gets one when the number grows.
 */
export function NeedsYou(): null {
  const { items: entries } = useOutbox();
  const { notifications } = usePreferences();
  const { needsYou } = useText(words);
  const before = useRef<readonly EntryView[]>(entries);
  const count = entries.filter(needsPerson).length;

  useEffect(() => showBadge(count), [count]);
  useEffect(() => {
    const isNews = newlyInNeed(before.current, entries).length > 0;
    before.current = entries;
    if (isNews && notifications && document.visibilityState === 'hidden') {
      void notify(needsYou(count), '/activity');
    }
  }, [count, entries, needsYou, notifications]);
  return null;
}
