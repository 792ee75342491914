import * as z from 'zod/mini';
import { DEFAULT_PREFERENCES, Preferences } from '../../contract/preferences.ts';
import { languageOf, LOOK_KEY, type Look } from './look.ts';

const GROUNDS = { light: '#edf0ec', dark: '#0f1412' } as const;

/** Gives the page its look, and keeps it for the next start of this browser. */
export function showLook(look: Look): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = look.theme;
  dataset['textSize'] = look.textSize;
  dataset['motion'] = look.motion;
  document.documentElement.lang = languageOf(look, navigator.languages);
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const own = meta.matches('[media*=dark]') ? 'dark' : 'light';
    meta.content = GROUNDS[look.theme === 'system' ? own : look.theme];
  }
  try {
    localStorage.setItem(LOOK_KEY, JSON.stringify(look));
  } catch {
    // A browser may refuse its storage. Then the next start looks as the system says.
  }
}

/** The look that this browser has kept, if it is there and whole. */
export function keptLook(): Look | undefined {
  try {
    return z.parse(Preferences, {
      ...DEFAULT_PREFERENCES,
      ...(JSON.parse(localStorage.getItem(LOOK_KEY) ?? '') as Look),
    });
  } catch {
    return undefined;
  }
}
