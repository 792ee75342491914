'use client';
import type { Holdfast } from '@holdfast/core';
import type { ReactElement, ReactNode } from 'react';
import { AnnouncementsContext } from './announcer/announcements-context.ts';
import { createAnnouncements } from './announcer/announcements.ts';
import { HoldfastContext } from './holdfast-context.ts';
import { useHeld } from './use-held.ts';

export interface HoldfastProviderProps {
  readonly holdfast: Holdfast;
  readonly children?: ReactNode;
}

/** Hands a runtime to every hook and component below. It owns nothing and disposes of nothing. */
export function HoldfastProvider({ holdfast, children }: HoldfastProviderProps): ReactElement {
  const announcements = useHeld([holdfast], () => createAnnouncements(holdfast.platform));
  return (
    <HoldfastContext.Provider value={holdfast}>
      <AnnouncementsContext.Provider value={announcements}>
        {children}
      </AnnouncementsContext.Provider>
    </HoldfastContext.Provider>
  );
}
