// Shows that one scenario means the same everywhere: the virtual platform of the tests, the fault proxy with Chromium
// and with Firefox, and the panel in a page give each request the same fault. `-- --seeds=20` compares fewer seeds,
// `-- --seed=7` one and prints its log.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium, firefox } from 'playwright';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';
import { findFirefox } from '../scripts/firefox.ts';
import { playDevice } from './scenarios/play-device.ts';
import { comparedScenario } from './scenarios/fault-log.ts';
import {
  browserPlayer,
  openProxy,
  panelPlayer,
  type Player,
  virtualPlayer,
} from './scenarios/players.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string' },
    short: { type: 'boolean' },
  },
});
const seeds =
  values.seed === undefined
    ? Array.from({ length: values.short ? 5 : Number(values.seeds) }, (_, index) => index + 1)
    : [Number(values.seed)];

const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'scenarios/page.ts')],
  ...{ bundle: true, write: false, format: 'esm', logLevel: 'error', target: 'es2024' },
  conditions: ['@holdfast/source', 'browser', 'import'],
  define: { 'process.env.NODE_ENV': '"production"' },
});
const script = outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>loading</title><script type="module">${script}</script></html>`;
const proxy = await openProxy(html);
const firefoxPath = findFirefox();
const browsers = [
  await chromium.launch(chromiumLaunchOptions()),
  ...(firefoxPath === undefined
    ? []
    : [await firefox.launch({ channel: 'moz-firefox', executablePath: firefoxPath })]),
];
try {
  const pages = await Promise.all(
    browsers.map(async (browser) => (await browser.newContext()).newPage()),
  );
  for (const page of pages) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await page.goto(proxy.url);
    // oxlint-disable-next-line no-await-in-loop
    await page.waitForFunction(() => document.title === 'ready');
  }
  const players: readonly Player[] = [
    virtualPlayer,
    ...pages.map((page, index) => browserPlayer(index === 0 ? 'Chromium' : 'Firefox', page, proxy)),
    ...pages.slice(0, 1).map(panelPlayer),
  ];
  if (firefoxPath === undefined) console.log('There is no Firefox on this machine.');
  for (const page of pages) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    console.log(await playDevice(page));
  }
  let faults = 0;
  let differing = 0;
  for (const seed of seeds) {
    const scenario = comparedScenario(seed);
    const logs: string[] = [];
    // oxlint-disable-next-line no-await-in-loop -- the browsers share one proxy
    for (const player of players) logs.push(await player.play(scenario));
    const [first = ''] = logs;
    faults += first === '' ? 0 : first.split('\n').length;
    if (values.seed !== undefined) console.log(first);
    for (const [index, log] of logs.entries()) {
      if (log === first) continue;
      differing += 1;
      console.error(
        `Seed ${seed}: ${players[index]?.name} differs.\n${firstDifference(first, log)}`,
      );
    }
  }
  const names = players.map(({ name }) => name).join(', ');
  console.log(`${seeds.length} seeds, ${faults} faults: ${differing} logs differ (${names}).`);
  if (differing > 0) process.exitCode = 1;
} finally {
  for (const browser of browsers) await browser.close();
  await proxy.done();
}

function firstDifference(wanted: string, log: string): string {
  const [left, right] = [wanted.split('\n'), log.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `  ${left[at] ?? 'nothing'}\n  ${right[at] ?? 'nothing'}`;
}
