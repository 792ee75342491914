'use client';
import { useStore } from 'zustand';
import type { Preferences, PreferencesChange } from '../../contract/preferences.ts';
import { useFireside } from '../fireside/fireside-context.ts';

export function usePreferences(): Preferences {
  return useStore(useFireside().preferences, ({ chosen }) => chosen);
}

/** Resolves when the device or Fireside has the change. */
export function useChangePreferences(): (change: PreferencesChange) => Promise<unknown> {
  const change = useStore(useFireside().preferences, (state) => state.change.run);
  return (given) => change(given);
}
