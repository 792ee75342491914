'use client';
import { useContext } from 'react';
import { AnnouncementsContext } from './announcements-context.ts';
import type { Announcements, Urgency } from './announcements.ts';

export function useAnnouncements(): Announcements {
  const announcements = useContext(AnnouncementsContext);
  if (!announcements) throw new Error('Announcements need a HoldfastProvider above them.');
  return announcements;
}

/** Reads a text out to assistive technology through the mounted `Announcer`. @default polite */
export function useAnnounce(): (text: string, urgency?: Urgency) => void {
  return useAnnouncements().announce;
}
