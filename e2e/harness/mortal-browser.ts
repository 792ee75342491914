import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../../scripts/chromium.ts';

/**
 * A browser that a test can kill as a crash does, and start again with the data that it left on the disk.
 */
export interface MortalBrowser {
  /** Starts the browser on its profile; the first time the profile is empty. */
  launch(): Promise<BrowserContext>;
  /** SIGKILL to every process of the browser at once. No process can tidy up. */
  kill(): Promise<void>;
  /** Closes the browser as a user does, so that it writes everything to the disk first. */
  quit(): Promise<void>;
  /** Ends the browser and removes its profile. */
  dispose(): Promise<void>;
}

export async function createMortalBrowser(baseURL: string): Promise<MortalBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'fireside-profile-'));
  let life: { readonly context: BrowserContext; readonly pid: number } | undefined;

  return {
    async launch() {
      const context = await chromium.launchPersistentContext(profile, {
        ...chromiumLaunchOptions(),
        baseURL,
      });
      life = { context, pid: await processIdOf(context) };
      return context;
    },
    async kill() {
      if (!life) throw new Error('The browser is not running.');
      const { context, pid } = life;
      life = undefined;
      const gone = context.waitForEvent('close', { timeout: 10_000 });
      // Playwright gives every browser a process group of its own, which contains its children.
      process.kill(-pid, 'SIGKILL');
      await gone;
    },
    async quit() {
      await life?.context.close();
      life = undefined;
    },
    async dispose() {
      await life?.context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function processIdOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process id.');
  await session?.detach();
  return main.id;
}
