import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  // The narrowest screen.
  { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

// The checker is typed against whatever Playwright npm finds for it, and only asks pages to evaluate.
type CheckedPage = ConstructorParameters<typeof AxeBuilder>[0]['page'];

/** How high and wide a finger needs what it presses. */
const LEAST_SIDE = 44;

/**
 * The buttons, links and fields of the current screen that are smaller than a finger. Links within a sentence are as
 * high as its lines, and the writer presses a choice by its label.
 */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const pressed = 'a[href], button, input, select, textarea, summary, [role=button]';
    const found = [...document.querySelectorAll(pressed)].filter((element) => {
      const isChoice = element.matches('[type=radio], [type=checkbox]');
      const [label] = isChoice ? ((element as HTMLInputElement).labels ?? []) : [];
      const { width, height } = (label ?? element).getBoundingClientRect();
      const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 1;
      const isInSentence = element.matches('a') && getComputedStyle(element).display === 'inline';
      // Half a pixel is lost to fractions.
      const isSmall = Math.min(width, height) < least - 0.5;
      return isShown && isSmall && !isInSentence && !element.closest('svg, [inert]');
    });
    return found.map((element) => element.outerHTML.slice(0, 160));
  }, LEAST_SIDE);

/**
 * Looks for violations on the current screen, light and dark, on a desktop and on two phones. On a phone it looks for
 * targets that are too small for a finger too.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize();
  for (const { colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const { violations } = await new AxeBuilder({ page: page as CheckedPage }).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect(found, `${screen}, ${colorScheme}, ${viewport.width} pixels wide`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${screen} scrolls sideways at ${viewport.width} pixels`).toBe(0);
    if (viewport.width < 720) {
      expect(await smallTargets(page), `${screen}, too small for a finger`).toEqual([]);
    }
  }
  if (before) await page.setViewportSize(before);
}
