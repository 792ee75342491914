'use client';
import { createContext, type Context } from 'react';
import type { Announcements } from './announcements.ts';

export const AnnouncementsContext: Context<Announcements | undefined> = createContext<
  Announcements | undefined
>(undefined);
