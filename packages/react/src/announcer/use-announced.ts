'use client';
import { useEffect, useRef } from 'react';
import type { Urgency } from './announcements.ts';
import { useAnnounce } from './use-announcements.ts';

/**
 * Has the text read out when `news` changes, also on the first render. Other changes of the text, such as a number
 * that counts, are not read out, and neither is an empty text.
 */
export function useAnnounced(news: string, text: string, urgency?: Urgency): void {
  const announce = useAnnounce();
  const told = useRef('');
  useEffect(() => {
    if (told.current === news) return;
    told.current = news;
    if (text !== '') announce(text, urgency);
  }, [announce, news, text, urgency]);
}
