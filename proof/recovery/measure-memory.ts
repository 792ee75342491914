import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import type { ProvenFireside } from './fireside.ts';
import { openSide, type Side, workOn } from './open-side.ts';
import { median } from './median.ts';

export interface Memory {
  /** Bytes of the renderer process that it shares with no other. */
  readonly bytes: number;
  /** Bytes of the JavaScript heap after a collection. */
  readonly heap: number;
}

export interface MemoryCost {
  readonly bare: Memory;
  readonly sdk: Memory;
  /** The share by which the page with the SDK is larger. */
  readonly more: number;
}

/** The memory of a page on each side after the same operations: the medians of several pages. */
export async function measureMemory(options: {
  readonly browser: Browser;
  readonly fireside: ProvenFireside;
  readonly operations: number;
  readonly rounds: number;
}): Promise<MemoryCost> {
  const { browser, fireside, operations, rounds } = options;
  const found: Record<Side, Memory[]> = { sdk: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? (['sdk', 'bare'] as const) : (['bare', 'sdk'] as const)) {
      // oxlint-disable-next-line no-await-in-loop -- one after another, so that neither disturbs the other
      const { page, context } = await openSide(browser, fireside.url, side);
      for (let number = 0; number < operations; number += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await workOn(page, number % 3 === 0 ? 'read' : 'write', number);
      }
      // oxlint-disable-next-line no-await-in-loop
      found[side].push(await memoryOf(browser, page));
      // oxlint-disable-next-line no-await-in-loop
      await context.close();
    }
  }
  const [sdk, bare] = [middleOf(found.sdk), middleOf(found.bare)];
  return { sdk, bare, more: sdk.bytes / bare.bytes - 1 };
}

async function memoryOf(browser: Browser, page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  for (let times = 0; times < 3; times += 1) {
    // oxlint-disable-next-line no-await-in-loop -- what one collection finds, the next one frees
    await session.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  await whole.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  // The page has the largest; the others are spare processes.
  return { heap: usedSize, bytes: Math.max(0, ...renderers.map(({ id }) => privateBytes(id))) };
}

function privateBytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const sizes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, kB]) => Number(kB));
    return 1024 * sizes.reduce((sum, kB) => sum + kB, 0);
  } catch {
    return 0;
  }
}

function middleOf(all: readonly Memory[]): Memory {
  return {
    bytes: median(all.map(({ bytes }) => bytes)),
    heap: median(all.map(({ heap }) => heap)),
  };
}
