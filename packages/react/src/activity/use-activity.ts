'use client';
import { useConnectivity } from '../use-connectivity.ts';
import { useOutbox } from '../use-outbox.ts';
import { entryLines, type EntryLines } from './entry-line.ts';

/** Every change that is not sent yet: where it stands, what it waits for, and what the user can do about it. */
export function useActivity(): EntryLines {
  const connectivity = useConnectivity();
  return entryLines(useOutbox().items, connectivity);
}
