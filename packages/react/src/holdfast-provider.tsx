'use client';
import type { Holdfast } from '@holdfast/core';
import type { MessageOverrides } from '@holdfast/core/messages';
import { requireOptions } from '@holdfast/core/parts';
import type { ReactElement, ReactNode } from 'react';
import { AnnouncementsContext } from './announcer/announcements-context.ts';
import { createAnnouncements } from './announcer/announcements.ts';
import { HoldfastContext } from './holdfast-context.ts';
import { useHeld } from './use-held.ts';

export interface HoldfastProviderProps {
  readonly holdfast: Holdfast;
  /** Texts in place of those of Holdfast: a language, or single words. @default English */
  readonly messages?: MessageOverrides;
  readonly children?: ReactNode;
}

/**
 * Gives a runtime to every hook and component below. The app that made the runtime disposes of it; the provider
 * does not.
 */
export function HoldfastProvider(props: HoldfastProviderProps): ReactElement {
  requireOptions('HoldfastProvider', props, {
    holdfast: 'an object with run',
    messages: 'an object?',
    children: 'anything?',
  });

  const { holdfast, messages, children } = props;
  const provided = useHeld([holdfast, messages], () => ({ holdfast, messages }));
  const announcements = useHeld([holdfast], () => createAnnouncements(holdfast.platform));
  return (
    <HoldfastContext.Provider value={provided}>
      <AnnouncementsContext.Provider value={announcements}>
        {children}
      </AnnouncementsContext.Provider>
    </HoldfastContext.Provider>
  );
}
