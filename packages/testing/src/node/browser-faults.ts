import { requireOptions } from '@holdfast/core/parts';
import type { ScenarioStep } from '../scenario/scenario.ts';
import type { ScenarioPlayOptions } from '../scenario/scenario-play.ts';

/** The part of Playwright's page that a player needs. */
export interface DrivenPage {
  url(): string;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  close(): Promise<void>;
  isClosed(): boolean;
  readonly clock: { setSystemTime(time: number): Promise<void> };
}

/** The part of Playwright's context that a player needs. */
export interface DrivenContext {
  pages(): DrivenPage[];
  newPage(): Promise<DrivenPage>;
  newCDPSession(page: never): Promise<{ send(method: never, params?: never): Promise<unknown> }>;
}

export interface BrowserFaultsOptions {
  readonly context: DrivenContext;
  /** Only Chromium has the protocol for a full disk, a frozen tab and a crash. */
  readonly browser: 'chromium' | 'firefox' | 'webkit';
  /** Ends the server and starts it again, where a scenario kills it. */
  readonly server?: { kill(): Promise<unknown>; start(): Promise<unknown> };
}

/**
 * Plays the faults of a scenario on the tabs of a browser. The proxy plays the rest, and reports each step to this
 * player.
 */
export interface BrowserFaults {
  /** Hand it to `createFaultProxy`. */
  readonly entered: NonNullable<ScenarioPlayOptions['entered']>;
  /** The faults so far that this browser could not play. */
  cannot(): readonly string[];
  /** Resolves when everything that has begun is done. Rejects with the first error. */
  settled(): Promise<void>;
}

type Send = (method: string, params?: object) => Promise<unknown>;

/** The part of Playwright in the players: tabs, clock, storage and server. */
export function createBrowserFaults(options: BrowserFaultsOptions): BrowserFaults {
  requireOptions('createBrowserFaults', options, {
    context: 'an object with newCDPSession',
    browser: 'one of chromium, firefox, webkit',
    server: 'an object with kill, start?',
  });

  const { context, browser, server } = options;
  const unable = new Set<string>();
  let jumpedMs = 0;
  let undo: (() => Promise<unknown>)[] = [];
  let last = Promise.resolve();
  let failed: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => void (failed ??= { error });

  const protocol = async (page: DrivenPage, what: string): Promise<Send | undefined> => {
    if (browser !== 'chromium') {
      unable.add(what);
      return undefined;
    }
    const session = await context.newCDPSession(page as never);
    return (method, params) => session.send(method as never, params as never);
  };
  const open = async (url: string): Promise<void> => {
    const page = await context.newPage();
    await page.goto(url);
  };

  const tab = async (page: DrivenPage, fault: ScenarioStep['tab']): Promise<void> => {
    const url = page.url();
    if (fault === 'second') return open(url);
    if (fault === 'reload') return void (await page.reload());
    if (fault === 'kill') {
      const send = await protocol(page, 'tab: kill (the tab is closed instead)');
      // The protocol gives no answer for a closed page.
      void send?.('Page.crash').catch(() => {});
      await page.close();
      return open(url);
    }
    const send = await protocol(page, 'tab: freeze');
    await send?.('Page.setWebLifecycleState', { state: 'frozen' });
    undo.push(async () => send?.('Page.setWebLifecycleState', { state: 'active' }));
  };
  const fill = async (page: DrivenPage): Promise<void> => {
    const send = await protocol(page, 'storage: full');
    const { origin } = new URL(page.url());
    await send?.('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    undo.push(async () => send?.('Storage.overrideQuotaForOrigin', { origin }));
  };
  const kill = async (): Promise<void> => {
    if (!server) return void unable.add('server: kill (its requests are refused instead)');
    await server.kill();
    undo.push(() => server.start());
  };

  const enter = async (step: ScenarioStep | undefined): Promise<void> => {
    const over = undo;
    undo = [];
    // A tab that is gone cannot be thawed. The disk gets its room and the server its process all the same.
    await Promise.all(over.map((one) => one().catch(fail)));
    const page = context.pages().find((one) => !one.isClosed());
    if (!step || !page) return;
    if (step.clock) {
      jumpedMs += step.clock.jumpMs;
      const now = Date.now() + jumpedMs;
      await Promise.all(context.pages().map(({ clock }) => clock.setSystemTime(now)));
    }
    if (step.storage?.full) await fill(page);
    if (step.storage?.failNth !== undefined) unable.add('storage: failNth');
    if (step.server === 'kill') await kill();
    if (step.tab) await tab(page, step.tab);
  };

  return {
    entered(step) {
      // A step that failed does not keep back the next ones, which undo it.
      last = last.then(() => enter(step)).catch(fail);
    },
    cannot: () => [...unable],
    async settled() {
      await last;
      if (failed) throw failed.error;
    },
  };
}
