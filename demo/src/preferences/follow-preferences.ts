import type { Holdfast } from '@holdfast/core';
import { speak } from '../words/page-words.ts';
import { languageOf, lookOf } from './look.ts';
import type { PreferencesSlice } from './preferences-slice.ts';
import { hasLook, showLook } from './web-look.ts';

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
    if (!isNews(now, before) || identity.getSnapshot() === null) return;
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

/**
 * Whether the page has to change its look: the server answered, or the writer chose. An answer that an earlier page kept
 * may be older than the look that this browser kept, so the page takes it only where there is no look.
 */
function isNews(now: PreferencesState, before: PreferencesState): boolean {
  if (now.loadState.kind === 'live') return true;
  if (now.loadState === before.loadState) return now.chosen !== before.chosen;
  return now.loadState.value !== undefined && !hasLook();
}

type PreferencesState = ReturnType<PreferencesSlice['getState']>;
