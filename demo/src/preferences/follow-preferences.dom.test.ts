import { createCell } from '@holdfast/core';
import { beforeEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_PREFERENCES, type Preferences } from '../../contract/preferences.ts';
import { followPreferences } from './follow-preferences.ts';
import { LOOK_KEY } from './look.ts';
import type { PreferencesSlice } from './preferences-slice.ts';

const english = { ...DEFAULT_PREFERENCES, language: 'en', textSize: 'normal' } as const;
const german = { ...DEFAULT_PREFERENCES, language: 'de', textSize: 'larger' } as const;

function followed() {
  const store = createStore(() => ({ chosen: DEFAULT_PREFERENCES, loadState: { kind: 'idle' } }));
  const identity = createCell({ subject: 'ann' });
  followPreferences({ identity }, store as unknown as PreferencesSlice);
  return (chosen: Preferences, loadState?: object): void =>
    store.setState({ chosen, ...(loadState && { loadState: loadState as { kind: string } }) });
}

const shown = (): readonly unknown[] => {
  const { lang, dataset } = document.documentElement;
  return [lang, dataset['textSize']];
};

beforeEach(() => {
  localStorage.clear();
  document.documentElement.lang = '';
  delete document.documentElement.dataset['textSize'];
});

it('an answer that an earlier page kept does not replace the look that this browser kept', () => {
  const set = followed();
  set(german, { kind: 'live', value: german });
  const again = followed();
  again(english, { kind: 'running', value: english });
  again(english, { kind: 'stale', value: english });
  expect(shown()).toEqual(['de', 'larger']);
  expect(localStorage.getItem(LOOK_KEY)).toContain('larger');
});

it('a browser without a look takes an answer that an earlier page kept', () => {
  followed()(german, { kind: 'running', value: german });
  expect(shown()).toEqual(['de', 'larger']);
});

it('the page takes what the writer chooses before the server has answered', () => {
  followed()(english, { kind: 'live', value: english });
  const again = followed();
  again(english, { kind: 'running', value: english });
  again(german);
  expect(shown()).toEqual(['de', 'larger']);
});

it('of a choice that comes over an older kept answer, the page takes only what the writer chose', () => {
  followed()(german, { kind: 'live', value: german });
  const again = followed();
  const dark = { ...english, theme: 'dark' } as const;
  again(english, { kind: 'running', value: english });
  again(dark);
  expect(shown()).toEqual(['de', 'larger']);
  expect(document.documentElement.dataset['theme']).toBe('dark');
  again(english);
  expect(shown()).toEqual(['de', 'larger']);
  expect(document.documentElement.dataset['theme']).toBe('system');
});

it('a kept look that is damaged is no look', () => {
  localStorage.setItem(LOOK_KEY, '{"theme":7}');
  followed()(german, { kind: 'running', value: german });
  expect(shown()).toEqual(['de', 'larger']);
});
