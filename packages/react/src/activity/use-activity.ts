'use client';
import { useConnectivity } from '../use-connectivity.ts';
import { useOutbox } from '../use-outbox.ts';
import { entryLines, type EntryLines } from './entry-line.ts';

/** Every change that is not sent yet: its state, the reason why it waits, and the actions of the user for it. */
export function useActivity(): EntryLines {
  const connectivity = useConnectivity();
  return entryLines(useOutbox().items, connectivity);
}
