import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import { chromiumArgs, findChromium } from '../../scripts/chromium.ts';

export interface BrowserOnPort {
  readonly browser: Browser;
  readonly port: number;
  dispose(): Promise<void>;
}

/**
 * Chromium draws only what its window shows. A change in the part of an emulated viewport that lies outside counts as
 * drawn with the next change inside, however late that comes. So the window holds all viewports that are measured.
 */
const WINDOW_SIZE = '1280,900';

/** A Chromium that both Playwright and Lighthouse drive, with a profile of its own. */
export async function openBrowserOnPort(): Promise<BrowserOnPort> {
  const executable = findChromium();
  if (executable === undefined) throw new Error('This needs Chromium.');
  const profile = await mkdtemp(path.join(tmpdir(), 'fireside-lighthouse-'));
  const args = [
    ...chromiumArgs,
    '--headless=new',
    `--window-size=${WINDOW_SIZE}`,
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const running = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await portOf(running);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  return {
    browser,
    port,
    async dispose() {
      await browser.close();
      running.kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function portOf(running: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    running.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/u.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    running.once('exit', () => reject(new Error(`Chromium did not start.\n${said}`)));
  });
}
