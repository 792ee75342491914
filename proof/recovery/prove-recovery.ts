import { randomUUID } from 'node:crypto';
import { drawFault, type Scenario } from '@holdfast/testing';
import { createBrowserFaults, createFaultProxy } from '@holdfast/testing/node';
import type { Browser } from 'playwright';
import { startFireside } from './fireside.ts';
import { judge, type Recovery } from './judge.ts';
import type { Kind } from './page/told.ts';
import { recoveryScenario } from './recovery-scenario.ts';
import { type Dark, watchSpells } from './watch-spells.ts';

export interface RunOptions {
  readonly browser: Browser;
  readonly pages: string;
  readonly operations: number;
  readonly seed: number;
  /** @default bad days with spells, drawn from the seed */
  readonly scenario?: Scenario | undefined;
}

export interface RecoveryReport extends Recovery {
  readonly spells: readonly Dark[];
  /** The steps of the scenario that the browser cannot do. */
  readonly cannot: readonly string[];
  /** Entries that wait for the writer. */
  readonly stuck: readonly string[];
  /** Rows in the database beyond one for each write, or short of it. */
  readonly wrongRows: number;
}

const EVERY_MS = 180;
const SETTLE_MS = 90_000;
const CHARACTERS = 40;

/** Runs many operations of a real page through a line and a server that keep failing. */
export async function proveRecovery(options: RunOptions): Promise<RecoveryReport> {
  const { browser, pages, operations, seed } = options;
  const totalMs = operations * EVERY_MS;
  const { scenario = recoveryScenario(seed, totalMs) } = options;
  const fireside = await startFireside(pages);
  const context = await browser.newContext();
  const spells = watchSpells();
  const device = createBrowserFaults({
    ...{ context, browser: 'chromium' },
    server: {
      kill: fireside.kill,
      start: async () => {
        await fireside.start();
        spells.lit();
      },
    },
  });
  const proxy = await createFaultProxy({
    target: fireside.url,
    entered(step, place) {
      spells.entered(step);
      void context.setOffline(step?.network?.offline === true).catch(() => {});
      device.entered(step, place);
    },
  });
  try {
    // The page loads over the good line: the measure begins when the writer is there.
    const page = await context.newPage();
    await page.goto(proxy.url);
    await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 60_000 });
    await page.evaluate(() => globalThis.recovery.signUp('Ann Writer'));
    proxy.play(scenario);
    const ids: string[] = [];
    for (let number = 1; number <= operations; number += 1) {
      const kind = kindOf(seed, number, ids.length);
      const id = kind === 'save' ? randomUUID() : (ids[number % ids.length] ?? '');
      if (kind === 'save') ids.push(id);
      // oxlint-disable-next-line no-await-in-loop -- one after another, as a writer works
      await page.evaluate(([what, about]) => globalThis.recovery.operate(what, about), [
        kind,
        { id, number },
      ] as const);
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    proxy.play(undefined);
    await context.setOffline(false);
    await device.settled();
    const dark = spells.dark();
    const until = Date.now() + SETTLE_MS;
    const tell = () => page.evaluate(() => globalThis.recovery.told());
    let told = await tell();
    while (told.some(({ doneAt }) => doneAt === undefined) && Date.now() < until) {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 500));
      // oxlint-disable-next-line no-await-in-loop
      told = await tell();
    }
    const writes = (kind: Kind): number => told.filter((one) => one.kind === kind).length;
    return {
      ...judge(told, dark),
      ...{ spells: dark, cannot: device.cannot() },
      stuck: await page.evaluate(() => globalThis.recovery.stuck()),
      wrongRows:
        Math.abs(fireside.rows('characters') - writes('save')) +
        Math.abs(fireside.rows('notes') - writes('note')),
    };
  } finally {
    await context.close();
    await proxy.close();
    await fireside.dispose();
  }
}

/** Characters first, and then what a writer does with them. */
function kindOf(seed: number, number: number, known: number): Kind {
  const drawn = drawFault(seed, 'operation', number);
  if (known < 3) return 'save';
  if (known < CHARACTERS && drawn < 0.15) return 'save';
  if (drawn < 0.6) return 'note';
  return drawn < 0.75 ? 'list' : 'read';
}
