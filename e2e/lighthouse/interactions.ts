import type { Page } from 'playwright';

/** What a user did. */
export interface Interaction {
  /** The event that took longest, and the element that it reached. */
  readonly what: string;
  /** Until the next paint. */
  readonly ms: number;
}

interface InPage {
  readonly foundInteractions: readonly (Interaction & { readonly id: number })[];
}

/** How much slower than this machine the page runs. */
const SLOWER = 4;
const ROUNDS = 12;

/**
 * Works on the page of a story while the generator writes into it, on a slowed-down processor, and says how long each
 * interaction took until its next paint, the longest first.
 */
export async function interactionsWhileStreaming(page: Page): Promise<readonly Interaction[]> {
  await mustShowAll(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.evaluate(() => {
    const found: { id: number; what: string; ms: number }[] = [];
    Object.assign(globalThis, { foundInteractions: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        const { interactionId: id, name, target, duration: ms } = entry;
        const on = target?.textContent?.trim().slice(0, 30) ?? 'an element that is gone';
        if (id !== 0) found.push({ id, what: `${name} on “${on}”`, ms });
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
  await page.getByRole('button', { name: /^Tell the next chapter/u }).click();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.keyboard.press('Tab');
    await page.waitForTimeout(150);
    await page.getByRole('heading', { level: 1 }).click();
    await page.waitForTimeout(150);
  }
  const found = await page.evaluate(() => (globalThis as unknown as InPage).foundInteractions);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const longest = new Map<number, Interaction>();
  for (const { id, what, ms } of found) {
    if (ms > (longest.get(id)?.ms ?? 0)) longest.set(id, { what, ms });
  }
  return [...longest.values()].toSorted((a, b) => b.ms - a.ms);
}

/** A paint outside the window would count as late as the next paint inside it. */
async function mustShowAll(page: Page): Promise<void> {
  const { shown, laidOut } = await page.evaluate(() => ({
    shown: [outerWidth, outerHeight] as const,
    laidOut: [innerWidth, innerHeight] as const,
  }));
  if (laidOut[0] <= shown[0] && laidOut[1] <= shown[1]) return;
  throw new Error(
    `The page has ${laidOut.join(' × ')} pixels, and its window only ${shown.join(' × ')}. What lies outside is not drawn, so no paint of it can be measured.`,
  );
}
