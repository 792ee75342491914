'use client';
import type { ReactElement } from 'react';
import { LiveRegions } from './live-regions.tsx';
import { useAnnouncements } from './use-announcements.ts';

/**
 * The two live regions for `useAnnounce`. Mount it once, near the root, and keep it mounted, because screen readers
 * often do not read a region that appears together with its first text.
 */
export function Announcer(): ReactElement {
  return <LiveRegions from={useAnnouncements()} />;
}
