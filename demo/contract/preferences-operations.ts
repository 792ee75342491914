import { defineRead, defineWrite } from '@holdfast/core';
import { Preferences, PreferencesChange } from './preferences.ts';

const YEAR_MS = 365 * 86_400_000;

export const readPreferences = defineRead('preferences.read', {
  output: Preferences,
  request: () => ({ path: 'preferences' }),
  // The preferences belong to the writer, so a change is sent however long the device had no network.
  staleIfErrorMs: YEAR_MS,
});

export const changePreferences = defineWrite('preferences.change', {
  input: PreferencesChange,
  output: Preferences,
  request: (change) => ({ method: 'PATCH', path: 'preferences', json: change }),
  lane: () => 'preferences',
  offline: 'queue',
  invalidates: [readPreferences],
});
