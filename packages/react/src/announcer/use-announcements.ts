'use client';
import { inDevelopment } from '@holdfast/core/parts';
import { useContext } from 'react';
import { AnnouncementsContext } from './announcements-context.ts';
import type { Announcements, Urgency } from './announcements.ts';

export function useAnnouncements(): Announcements {
  const announcements = useContext(AnnouncementsContext);
  if (!announcements) {
    throw new Error(
      inDevelopment('Announcements need a HoldfastProvider above them.') ?? 'no provider',
    );
  }
  return announcements;
}

/**
 * Gives a function that has a text read out by assistive technology, through the mounted `Announcer`. The default
 * urgency is `polite`.
 */
export function useAnnounce(): (text: string, urgency?: Urgency) => void {
  return useAnnouncements().announce;
}
