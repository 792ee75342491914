import type { EntryView } from '@holdfast/core';
import { useConnectivity } from '@holdfast/react';
import { useFireside } from '../fireside/fireside-context.ts';
import { standingOf, type Standing } from './standing.ts';

export function useStandingOf(): (entry: EntryView) => Standing {
  const connectivity = useConnectivity();
  const { sendsInBackground } = useFireside();
  return (entry) => standingOf(entry, { connectivity, sendsInBackground });
}
