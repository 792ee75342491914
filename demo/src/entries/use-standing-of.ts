import type { EntryView } from '@holdfast/core';
import { useConnectivity, useOutbox } from '@holdfast/react';
import { useFireside } from '../fireside/fireside-context.ts';
import { isStuck } from './is-stuck.ts';
import { standingOf, type Standing } from './standing.ts';

export function useStandingOf(): (entry: EntryView) => Standing {
  const connectivity = useConnectivity();
  const { sendsInBackground } = useFireside();
  const { items: entries } = useOutbox();
  return (entry) =>
    standingOf(entry, { connectivity, sendsInBackground, isStuck: isStuck(entry, entries) });
}
