import { quiet } from './web-quiet.ts';

/**
 * Loads Fireside's fonts when the first page shows its content, so that a phone's line carries the content first. Until
 * then texts stand in a font of the device that is as wide. `look.js` loads the fonts at once where a worker keeps them.
 */
export function loadFonts(): void {
  // A page without them is whole. The next page asks for them again.
  begin().catch(() => {});
}

async function begin(): Promise<void> {
  await quiet();
  await import('../look/fonts.ts');
}
