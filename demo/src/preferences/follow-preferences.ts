import type { Holdfast } from '@holdfast/core';
import { speak } from '../words/page-words.ts';
import { languageOf, lookOf } from './look.ts';
import type { PreferencesSlice } from './preferences-slice.ts';
import { showLook } from './web-look.ts';

/**
 * Gives the page the look of the writer who is signed in, as soon as it is known, and after each change in any tab.
 * Before a sign-in the page keeps the last look of this browser.
 */
export function followPreferences(
  { identity }: Pick<Holdfast, 'identity'>,
  preferences: PreferencesSlice,
): void {
  let leave: (() => void) | undefined;
  const show = (now: PreferencesState, before: PreferencesState): void => {
    const isKnown = now.loadState.value !== undefined || now.chosen !== before.chosen;
    if (!isKnown || identity.getSnapshot() === null) return;
    const look = lookOf(now.chosen);
    showLook(look);
    void speak(languageOf(look, navigator.languages));
  };
  // The preferences are read while the slice has a listener, and without a writer the server refuses them.
  const follow = (): void => {
    if (identity.getSnapshot() === null) {
      leave?.();
      leave = undefined;
    } else {
      leave ??= preferences.subscribe(show);
    }
  };
  identity.subscribe(follow);
  follow();
}

type PreferencesState = ReturnType<PreferencesSlice['getState']>;
