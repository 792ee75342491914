import type { Holdfast } from '@holdfast/core';
import { speak } from '../words/page-words.ts';
import { languageOf, type Look, lookOf } from './look.ts';
import type { PreferencesSlice } from './preferences-slice.ts';
import { keptLook, showLook } from './web-look.ts';

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
    const look = newLook(now, before);
    if (!look || identity.getSnapshot() === null) return;
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
 * The look that the page has to change to, if any. The server's answer is the whole look. An answer that an earlier page
 * kept may be older than the look that this browser kept, even if no change waits any more. The page takes it only where
 * there is no look, and of a choice that came over it, only what the writer chose.
 */
function newLook(now: PreferencesState, before: PreferencesState): Look | undefined {
  const look = lookOf(now.chosen);
  if (now.loadState.kind === 'live') return look;
  const kept = keptLook();
  if (now.loadState !== before.loadState) {
    return kept || now.loadState.value === undefined ? undefined : look;
  }
  if (now.chosen === before.chosen) return undefined;
  return kept ? { ...kept, ...changedOf(look, lookOf(before.chosen)) } : look;
}

const changedOf = (look: Look, before: Look): Partial<Look> =>
  Object.fromEntries(
    Object.entries(look).filter(([name, value]) => value !== before[name as keyof Look]),
  );

type PreferencesState = ReturnType<PreferencesSlice['getState']>;
