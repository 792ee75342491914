import type { Page } from 'playwright';
import type { Fireside } from '../harness/fireside.ts';
import type { Screen, State } from './screen-table.ts';
import type { SeededLibrary } from './library.ts';

interface Scene {
  readonly page: Page;
  readonly fireside: Fireside;
  readonly screen: Screen;
  readonly library: SeededLibrary;
}

/** Reads that a page begins with. The session is none of them: without it there is only the sign-in. */
const READS = /^\/api\/(?!session|healthz|telemetry)/u;
const WRITES = /^\/api\/(characters|relationships|stories)\/.*/u;

const SETTLE_MS = 700;

async function open({ page, screen, library }: Scene): Promise<void> {
  await page.goto(screen.path(library));
  // A page with held requests is never idle.
  await page.waitForLoadState('networkidle', { timeout: 5 * SETTLE_MS }).catch(() => {});
  await page.waitForTimeout(SETTLE_MS);
  await screen.open?.(page);
}

/** Waits for the sentence of a state, and until the page asks no more. Some screens have nothing to say. */
async function untilSaid(page: Page, sentence: RegExp): Promise<void> {
  const timeout = 15_000;
  const said = page.getByText(sentence).first();
  await said.waitFor({ timeout }).catch(() => {});
  const asking = page.getByText('Asking Fireside…').first();
  await asking.waitFor({ state: 'hidden', timeout }).catch(() => {});
  await page.waitForTimeout(SETTLE_MS);
}

/** Opens the screen with a connection, so that the device keeps the app and the data. */
async function keep(scene: Scene): Promise<void> {
  await open(scene);
  await scene.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await scene.page.waitForTimeout(SETTLE_MS);
}

async function queue(scene: Scene): Promise<void> {
  await keep(scene);
  await scene.page.context().setOffline(true);
  await scene.screen.change?.(scene.page, scene.library);
  await scene.page.waitForTimeout(3 * SETTLE_MS);
}

/** Brings a screen on a fresh device into a state. The caller undoes it with `mend`. */
export const intoState: Readonly<Record<State, (scene: Scene) => Promise<void>>> = {
  fine: open,
  empty: open,
  async loading(scene) {
    scene.fireside.line.holdRequests({ method: 'GET', path: READS });
    await open(scene);
    await scene.page.waitForTimeout(SETTLE_MS);
  },
  async stale(scene) {
    await keep(scene);
    await scene.fireside.line.refuse();
    await open(scene);
    await untilSaid(scene.page, /cannot be reached/u);
  },
  async offline(scene) {
    await keep(scene);
    await scene.page.context().setOffline(true);
    await open(scene);
    await untilSaid(scene.page, /You’re offline/u);
  },
  queued: queue,
  async recovering(scene) {
    await queue(scene);
    scene.fireside.line.holdRequests({ path: WRITES });
    await scene.page.context().setOffline(false);
    await untilSaid(scene.page, /Back online/u);
  },
  async blocked(scene) {
    const { page, screen, library } = scene;
    await keep(scene);
    if (screen.block) await screen.block(page, library);
    else {
      await page.context().clearCookies();
      await screen.change?.(page, library);
    }
    await scene.page.waitForTimeout(2 * SETTLE_MS);
  },
  async failed(scene) {
    await scene.page.route(
      (url) => READS.test(url.pathname),
      (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 503, code: 'SERVER_ERROR' }),
        }),
    );
    await open(scene);
    // The page tries for some seconds before it says so.
    await untilSaid(scene.page, /cannot be (shown|read)/u);
  },
  async interrupted(scene) {
    await open(scene);
    await scene.screen.generate?.(scene.page);
    // Some screens have a sentence for this state.
    await scene.page.waitForTimeout(6 * SETTLE_MS);
    await scene.fireside.kill();
    await scene.fireside.start();
    await untilSaid(scene.page, /Stopped here/u);
  },
};

/** Mends the line, and the server for the next screen. */
export async function mend({ fireside }: Pick<Scene, 'fireside'>): Promise<void> {
  fireside.line.release();
  await fireside.line.restore();
}
