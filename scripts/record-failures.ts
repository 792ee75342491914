// Causes failures in real engines and records the errors that they throw. The result is the corpus that measures the
// code which names failures. Run it again when an engine changes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { chromium, firefox, type Browser, type Page } from 'playwright';
import { catalogue } from '@holdfast/core/failures';
import { chromiumLaunchOptions, findChromium } from './chromium.ts';
import { abortSituations } from './recording/abort-situations.ts';
import { codeSituations } from './recording/code-situations.ts';
import { databaseSituations } from './recording/database-situations.ts';
import { describeThrown } from './recording/describe-thrown.ts';
import { fileSituations } from './recording/file-situations.ts';
import { importSituations } from './recording/import-situations.ts';
import { loadSituations } from './recording/load-situations.ts';
import { lockMisuseSituations } from './recording/lock-misuse-situations.ts';
import { lockSituations } from './recording/lock-situations.ts';
import { givenUpSituations } from './recording/given-up-situations.ts';
import { networkSituations } from './recording/network-situations.ts';
import { nodeFileSituations } from './recording/node-file-situations.ts';
import { nodeProcessSituations } from './recording/node-process-situations.ts';
import { nodeBytesSituations } from './recording/node-bytes-situations.ts';
import { nodeNetworkSituations } from './recording/node-network-situations.ts';
import { nodeStreamSituations } from './recording/node-stream-situations.ts';
import { nodeSecretSituations } from './recording/node-secret-situations.ts';
import { nodeModuleSituations } from './recording/node-module-situations.ts';
import { nodeWorkerSituations } from './recording/node-worker-situations.ts';
import { nodeDatabaseSituations } from './recording/node-database-situations.ts';
import { nodeSituations } from './recording/node-situations.ts';
import { platformSituations } from './recording/platform-situations.ts';
import { reactSituations, reactStage } from './recording/react-situations.ts';
import { requestSituations } from './recording/request-situations.ts';
import type { Engine, Label, Situation, Stage } from './recording/situation.ts';
import { storageSituations } from './recording/storage-situations.ts';
import { startTroubledServer } from './recording/troubled-server.ts';
import { findWebkit, launchWebkit } from './recording/webkit-driver.ts';
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
  ...requestSituations,
  ...givenUpSituations,
  ...platformSituations,
  ...databaseSituations,
  ...fileSituations,
  ...lockMisuseSituations,
  ...loadSituations,
  ...nodeFileSituations,
  ...nodeProcessSituations,
  ...nodeBytesSituations,
  ...nodeNetworkSituations,
  ...nodeStreamSituations,
  ...nodeSecretSituations,
  ...nodeModuleSituations,
  ...nodeWorkerSituations,
  ...nodeDatabaseSituations,
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

/** The whole of a situation as one expression, for a page to evaluate. */
const sourceOf = ({ run, given }: Situation): string =>
  `(${provoke.toString()})(${run.toString()}, ${describeThrown.toString()}, ${JSON.stringify(stage)}, ${JSON.stringify(given)})`;

// Data that fills a store in one situation must be gone in the next; a sandbox has no store to empty.
const CLEAN = 'try { localStorage.clear(); sessionStorage.clear(); } catch {} ';

const reactSource = reactScript.outputFiles.map(({ text }) => text).join('');

/** Pages of one browser. Most situations take over the page of the one before; all end after a while. */
function pagesOf(browser: Browser): { visit(situation: Situation): Promise<Caught> } {
  let page: Page | undefined;
  let visits = 0;

  async function leave(): Promise<void> {
    const leaving = page;
    page = undefined;
    await leaving?.context().close();
  }

  return {
    async visit(situation) {
      const { page: path = '/page' } = situation;
      const isSmall = path.includes('small');
      if (isSmall || (visits += 1) % 15 === 0) await leave();
      page ??= await (await browser.newContext()).newPage();
      try {
        await page.goto(`${own.origin}${path}`);
        if (path.includes('react')) await page.addScriptTag({ content: reactSource });
        if (isSmall) {
          const session = await page.context().newCDPSession(page);
          await session.send('Storage.overrideQuotaForOrigin', {
            origin: own.origin,
            quotaSize: 1_000_000,
          });
        }
        const caught: Caught = await page.evaluate(`${CLEAN}(${sourceOf(situation)})`);
        if (isSmall) await leave();
        return caught;
      } catch (error) {
        await leave();
        throw error;
      }
    },
  };
}

// Some engines repeat the whole input in their text, which may be megabytes.
const LONGEST_TEXT = 400;
const asLine = (value: object): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'string' && one.length > LONGEST_TEXT ? `${one.slice(0, LONGEST_TEXT)} …` : one,
  );

// Ports and paths of this machine are private, and would differ each time.
const anonymous = (text: string): string =>
  text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:0')
    .replaceAll(/("port":)\d+/g, '$10')
    .replaceAll(/file:\/\/[^\s"'\\]*\//g, 'file:///')
    .replaceAll(process.cwd(), '.')
    .replaceAll(/\/tmp\/[\w-]+/g, '/tmp/x')
    .replaceAll(/(recording|upgrade|path|twice)-?0\.\d+/g, '$1');

/** Fills the fields that a label leaves open from the catalogue entry of its code. */
function complete(label: Label): Label {
  if (label.code === undefined) return label;
  const { family, retry, effect } = catalogue[label.code as keyof typeof catalogue];
  return { ...label, family, retry: label.retry ?? retry, effect: label.effect ?? effect };
}

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
    const expect = complete(labels?.[engine] ?? label);
    lines.push(anonymous(asLine({ id, about, site, thrown, ...(signal && { signal }), expect })));
  }
  console.log(`${engine}: ${lines.length} recorded`);
  return lines;
}

// An unhandled error of a situation that runs in this process is expected.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

const chosen = new Set(process.argv.slice(2));
const wanted = (engine: Engine): boolean => chosen.size === 0 || chosen.has(engine);
/**
 * The earlier recordings of an engine. They are read as late as possible, because another run may have
 * written some. A label that was changed since then replaces the old one. Recordings of a removed situation
 * are dropped.
 */
function linesOf(engine: Engine): string[] {
  const kept = (existsSync(out) ? readFileSync(out, 'utf8') : '')
    .split('\n')
    .filter((line) => line.startsWith(`{"id":"${engine}/`));
  return kept.flatMap((line) => {
    const one = JSON.parse(line) as { about: string; site: string };
    const situation = situations.find(
      ({ about, site, engines }) =>
        about === one.about && site === one.site && engines.includes(engine),
    );
    if (!situation) return [];
    const { label, labels } = situation;
    return [asLine({ ...one, expect: complete(labels?.[engine] ?? label) })];
  });
}

async function recordIn(engine: Engine, launch: () => Promise<Browser>): Promise<string[]> {
  const browser = await launch();
  try {
    const pages = pagesOf(browser);
    return await record(engine, (situation) => pages.visit(situation));
  } finally {
    await browser.close();
  }
}

async function recordInWebkit(binary: string): Promise<string[]> {
  const driver = await launchWebkit(binary);
  try {
    return await record('webkit', async (situation) => {
      const { page = '/page' } = situation;
      const before = page.includes('react') ? `${CLEAN} ${reactSource}` : CLEAN;
      const caught = await driver.evaluate(`${own.origin}${page}`, sourceOf(situation), before);
      return caught as Caught;
    });
  } finally {
    await driver.close();
  }
}

const webkit = findWebkit();
/** The recorder of each engine; `undefined` when it is not installed. */
const recorders: Readonly<Record<Engine, (() => Promise<string[]>) | undefined>> = {
  node: () => record('node', inNode),
  chromium:
    findChromium() === undefined
      ? undefined
      : () => recordIn('chromium', () => chromium.launch(chromiumLaunchOptions())),
  firefox: existsSync(FIREFOX)
    ? () =>
        recordIn('firefox', () =>
          firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX }),
        )
    : undefined,
  webkit: webkit === undefined ? undefined : () => recordInWebkit(webkit),
};

const recorded = new Map<Engine, string[]>();
for (const engine of Object.keys(recorders) as Engine[]) {
  if (!wanted(engine)) continue;
  const run = recorders[engine];
  if (run) recorded.set(engine, await run());
  else console.warn(`${engine} is not installed here: what was recorded before stays`);
}
const lines = Object.keys(recorders).flatMap(
  (engine) => recorded.get(engine as Engine) ?? linesOf(engine as Engine),
);
writeFileSync(out, `${lines.join('\n')}\n`);
own.close();
other.close();
process.exit();
