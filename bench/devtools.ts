// Measures the panel in Chromium with 200 events a second, on a processor that is slowed down four times.
import path from 'node:path';
import type { CDPSession } from 'playwright';
import { percentile } from './harness/crowd.ts';
import { openPersistentBrowser } from './harness/persistent-page.ts';
import { report, type Row } from './harness/report.ts';
import type { measures } from './devtools-page.tsx';

type InPage = Window & { readonly measures: typeof measures };

const SLOWER = 4;
const FRAME_MS = 2;
const PRESS_MS = 200;
const short = process.argv.includes('--short');
const seconds = short ? 10 : 60;

const rows: Row[] = [];
const missed: string[] = [];

const { context, url, close } = await openPersistentBrowser(
  path.join(import.meta.dirname, 'devtools-page.tsx'),
  0,
);
try {
  for (const tab of short ? ['Timeline'] : ['Operations', 'Attempts', 'Timeline']) {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    // The time of the processor does not grow when the machine has other work.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busyMs = { opening: 0, ours: 0, floor: 0 };
    let before = await taskMs(cdp);
    await page.exposeFunction('blockEnded', async (block: keyof typeof busyMs) => {
      const now = await taskMs(cdp);
      busyMs[block] += now - before;
      before = now;
    });
    const watching = page.evaluate(
      ([name, length]) => (globalThis as unknown as InPage).measures.watch(name, length),
      [tab, seconds] as const,
    );
    // A developer uses the panel meanwhile, and a button of the page.
    const tabs = ['Circuits', 'Outbox', 'Incidents', tab];
    for (let press = 0; press < seconds / 2; press += 1) {
      await page.waitForTimeout(1_000);
      await page.getByRole('tab', { name: tabs[press % tabs.length] ?? tab }).click();
      await page.locator('#bare').click();
    }
    await page.getByRole('tab', { name: tab }).click();
    const { ours, floor, told } = await watching;
    const presses = await page.evaluate(() => (globalThis as unknown as InPage).measures.presses());
    const slowest = (isOurs: boolean): number =>
      Math.max(0, ...presses.filter((one) => one.isOurs === isOurs).map(({ ms }) => ms));
    note(`${tab}: a frame, p95`, at(ours, 0.95), at(floor, 0.95), FRAME_MS);
    note(`${tab}: a frame, p99`, at(ours, 0.99), at(floor, 0.99), Infinity);
    const [busy, idle] = [busyMs.ours / ours.length, busyMs.floor / floor.length];
    note(`${tab}: the processor for a frame, mean`, busy, idle, FRAME_MS);
    note(`${tab}: an answer to a press, slowest`, slowest(true), slowest(false), PRESS_MS);
    console.log(`${tab}: ${told} events in ${ours.length} + ${floor.length} frames`);
    await page.close();
  }
} finally {
  await close();
}

/** How long the processor has worked for the main thread of the page so far. */
async function taskMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** The time without the panel belongs to the machine, so only the difference can miss a goal. */
function note(name: string, ours: number, floor: number, goal: number): void {
  rows.push({ name, unit: 'µs', ours: ours * 1_000, bare: floor * 1_000, peers: {}, ratios: {} });
  const cost = ours - floor;
  if (cost > goal) missed.push(`${name}: ${cost.toFixed(1)} ms, goal ≤ ${goal} ms`);
}

function at(frames: readonly number[], share: number): number {
  return percentile(
    frames.toSorted((left, right) => left - right),
    share,
  );
}

report('devtools', rows);
for (const line of missed) console.log(`MISSED ${line}`);
if (missed.length > 0) process.exitCode = 1;
