import type { Holdfast } from '@holdfast/core';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';
import { changePreferences, readPreferences } from '../../contract/preferences-operations.ts';
import { changed, DEFAULT_PREFERENCES } from '../../contract/preferences.ts';

/** The preferences of the writer, with every waiting change already made. */
const preferences = defineSlice(
  'writer-preferences',
  { chosen: DEFAULT_PREFERENCES },
  { layers: optimisticLayers },
).operations({
  load: { run: readPreferences, follow: followRead, apply: (_, chosen) => ({ chosen }) },
  change: {
    run: changePreferences,
    optimistic: ({ chosen }, change) => ({ chosen: changed(chosen, change) }),
  },
});

export const createPreferencesSlice = (holdfast: Holdfast) => createStore(preferences(holdfast));

export type PreferencesSlice = ReturnType<typeof createPreferencesSlice>;
