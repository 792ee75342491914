// Makes things go wrong in real engines and writes down what was thrown: the corpus that the code
// which names failures is measured against. Run it again when an engine changes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { chromium, firefox, type Browser } from 'playwright';
import { chromiumLaunchOptions } from './chromium.ts';
import { abortSituations } from './recording/abort-situations.ts';
import { codeSituations } from './recording/code-situations.ts';
import { describeThrown } from './recording/describe-thrown.ts';
import { importSituations } from './recording/import-situations.ts';
import { lockSituations } from './recording/lock-situations.ts';
import { networkSituations } from './recording/network-situations.ts';
import { nodeSituations } from './recording/node-situations.ts';
import { reactSituations, reactStage } from './recording/react-situations.ts';
import type { Engine, Situation, Stage } from './recording/situation.ts';
import { storageSituations } from './recording/storage-situations.ts';
import { startTroubledServer } from './recording/troubled-server.ts';
import { workerSituations } from './recording/worker-situations.ts';

const out = 'packages/core/test/corpus/recorded.jsonl';
const FIREFOX = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';

const situations = [
  ...networkSituations,
  ...abortSituations,
  ...codeSituations,
  ...importSituations,
  ...storageSituations,
  ...lockSituations,
  ...workerSituations,
  ...reactSituations,
  ...nodeSituations,
];

type Described = { as: string };
interface Caught {
  readonly thrown?: Described;
  readonly signal?: Described;
  readonly skip?: true;
}

/** Runs one situation where it is called, in Node or in a page: it knows nothing but its arguments. */
async function provoke(
  run: (stage: Stage, given: unknown) => unknown,
  describe: (thrown: unknown) => unknown,
  stage: Stage,
  given: unknown,
): Promise<Caught> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('RECORDER: nothing happened')), 8000);
  });
  const reason = (): { signal?: Described } =>
    stage.signal?.aborted ? { signal: describe(stage.signal.reason) as Described } : {};
  try {
    const value = (await Promise.race([run(stage, given), late])) as
      { handed?: unknown; skip?: true } | undefined;
    if (typeof value === 'object' && value !== null && 'handed' in value) {
      return { thrown: describe(value.handed) as Described, ...reason() };
    }
    return { skip: true };
  } catch (error) {
    return { thrown: describe(error) as Described, ...reason() };
  }
}

const reactScript = await esbuild.build({
  stdin: { contents: reactStage, resolveDir: 'packages/react', loader: 'js' },
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const own = await startTroubledServer();
const other = await startTroubledServer();
const gone = await startTroubledServer();
gone.close();
const stage = { own: own.origin, other: other.origin, closed: gone.origin };

async function inNode(situation: Situation): Promise<Caught> {
  return provoke(situation.run as never, describeThrown, { ...stage }, situation.given);
}

async function inBrowser(browser: Browser, situation: Situation): Promise<Caught> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const { page: path = '/page' } = situation;
    await page.goto(`${own.origin}${path}`);
    if (path.includes('react'))
      await page.addScriptTag({
        content: reactScript.outputFiles.map(({ text }) => text).join(''),
      });
    if (path.includes('small')) {
      const session = await context.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', {
        origin: own.origin,
        quotaSize: 1_000_000,
      });
    }
    const source = `(${provoke.toString()})(${situation.run.toString()}, ${describeThrown.toString()}, ${JSON.stringify(stage)}, ${JSON.stringify(situation.given)})`;
    return await page.evaluate(source);
  } finally {
    await context.close();
  }
}

// Ports and paths of this machine are nobody's business and would differ each time.
const anonymous = (text: string): string =>
  text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:0')
    .replaceAll(/("port":)\d+/g, '$10')
    .replaceAll(/file:\/\/[^\s"'\\]*\//g, 'file:///')
    .replaceAll(process.cwd(), '.')
    .replaceAll(/\/tmp\/[\w-]+/g, '/tmp/x')
    .replaceAll(/(recording|upgrade|path|twice)-?0\.\d+/g, '$1');

async function record(
  engine: Engine,
  provokeIn: (situation: Situation) => Promise<Caught>,
): Promise<string[]> {
  const lines: string[] = [];
  for (const situation of situations.filter(({ engines }) => engines.includes(engine))) {
    const { about, site, label, labels } = situation;
    const caught = await provokeIn(situation).catch((error: unknown): Caught => {
      console.warn(`${engine}: ${site}: ${about}: ${String(error).split('\n')[0]}`);
      return { skip: true };
    });
    if (caught.thrown === undefined || JSON.stringify(caught.thrown).includes('RECORDER:')) {
      console.warn(`${engine}: ${site}: ${about}: nothing was thrown`);
      continue;
    }
    const { thrown, signal } = caught;
    const id = `${engine}/${site}/${lines.length + 1}`;
    const expect = labels?.[engine] ?? label;
    lines.push(
      anonymous(JSON.stringify({ id, about, site, thrown, ...(signal && { signal }), expect })),
    );
  }
  console.log(`${engine}: ${lines.length} recorded`);
  return lines;
}

// An unhandled error of a situation that runs in this process is part of the plan.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

const chosen = new Set(process.argv.slice(2));
const wanted = (engine: Engine): boolean => chosen.size === 0 || chosen.has(engine);
const kept = existsSync(out) ? readFileSync(out, 'utf8').split('\n').filter(Boolean) : [];
const linesOf = (engine: Engine): string[] =>
  kept.filter((line) => line.startsWith(`{"id":"${engine}/`));

async function recordIn(engine: Engine, launch: () => Promise<Browser>): Promise<string[]> {
  const browser = await launch();
  try {
    return await record(engine, (situation) => inBrowser(browser, situation));
  } finally {
    await browser.close();
  }
}

const lines = [
  ...(wanted('node') ? await record('node', inNode) : linesOf('node')),
  ...(wanted('chromium')
    ? await recordIn('chromium', () => chromium.launch(chromiumLaunchOptions()))
    : linesOf('chromium')),
  ...(wanted('firefox') && existsSync(FIREFOX)
    ? await recordIn('firefox', () =>
        firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX }),
      )
    : linesOf('firefox')),
];
writeFileSync(out, `${lines.join('\n')}\n`);
own.close();
other.close();
process.exit();
