/** How the gallery is shown. It stands in the address, so that a look can be shared and photographed. */
export interface Look {
  /** The component that is shown alone; `live` is the page on the real SDK. */
  readonly only: string | undefined;
  readonly theme: 'light' | 'dark' | 'both';
  readonly language: 'en' | 'de';
  /** The width of each state in pixels; 0 is as wide as the window. */
  readonly width: number;
  /** Without the strips above the states. */
  readonly isBare: boolean;
}

export const WIDTHS: readonly number[] = [0, 390, 320];
export const LANGUAGES = ['en', 'de'] as const;
export const THEMES = ['light', 'dark', 'both'] as const;

export function lookOf(search: string): Look {
  const asked = new URLSearchParams(search);
  const width = Number(asked.get('width'));
  return {
    only: asked.get('only') ?? undefined,
    theme: THEMES.find((theme) => theme === asked.get('theme')) ?? 'light',
    language: LANGUAGES.find((language) => language === asked.get('language')) ?? 'en',
    width: WIDTHS.includes(width) ? width : 0,
    isBare: asked.has('bare'),
  };
}
