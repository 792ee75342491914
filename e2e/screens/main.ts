// Photographs every screen of the built demo in every state, light and dark, on a desktop and on a phone, into
// docs/screens. Words after the command choose screens and states: `npm run screens story queued,offline`.
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright';
import prettier from 'prettier';
import { startFireside } from '../harness/fireside.ts';
import { chromiumLaunchOptions } from '../../scripts/chromium.ts';
import { buildDemo } from '../../scripts/demo-build.mjs';
import { intoState, mend } from './in-state.ts';
import { screens, type Screen, type State } from './screen-table.ts';
import { allPictures, screensPage } from './screens-page.ts';
import { type Shot, takeShots } from './shots.ts';
import { createWriter, openDevice } from './stage.ts';

const OUT = 'docs/screens';
const BEFORE_SIGN_IN = new Set(['sign-in', 'sign-up']);

const words = process.argv.slice(2);
const isChosen = (screen: Screen, state: State): boolean =>
  words.every((word) => word.split(',').some((one) => `${screen.name} ${state}`.includes(one)));

await buildDemo();
mkdirSync(OUT, { recursive: true });
if (words.length === 0) for (const file of globSync(`${OUT}/*.webp`)) rmSync(file);

// The library has more portraits than a writer may have drawn in a minute.
const fireside = await startFireside({ FIRESIDE_SITTING_LIMIT: '1000', FIRESIDE_FAULTS: 'on' });
const browser = await chromium.launch(chromiumLaunchOptions());
const missing: string[] = [];
const full = await createWriter(browser, fireside, { name: 'Ann Writer' });
const empty = await createWriter(browser, fireside, { name: 'Ben Beginner', isEmpty: true });

for (const screen of screens) {
  for (const state of screen.states.filter((one) => isChosen(screen, one))) {
    const { session, library } = state === 'empty' ? empty : full;
    if (screen.isForAdmins) fireside.makeAdmins();
    const page = await openDevice(
      browser,
      fireside,
      BEFORE_SIGN_IN.has(screen.name) ? undefined : session,
    );
    try {
      await intoState[state]({ page, fireside, screen, library });
      await takeShots(page, OUT, { screen: screen.name, state });
      console.log(`${screen.name}, ${state}`);
    } catch (error) {
      missing.push(`${screen.name} ${state}`);
      console.error(`${screen.name}, ${state}: ${String(error).split('\n')[0]}`);
    }
    await mend({ fireside });
    await page.context().close();
  }
}
await browser.close();
await fireside.dispose();

writeFileSync(path.join(OUT, 'all.html'), allPictures(madeShots()));
writeFileSync(path.join(OUT, 'index.md'), await formatted(screensPage(madeShots(), missing)));
if (missing.length > 0) process.exitCode = 1;

/** All pictures in the folder, also those of an earlier run. */
function madeShots(): readonly Shot[] {
  return screens.flatMap(({ name: screen, states }) =>
    states.flatMap((state) =>
      globSync(`${screen}-${state}-{desktop,phone}-*.webp`, { cwd: OUT }).map((file) => ({
        ...{ screen, state, file, bytes: statSync(path.join(OUT, file)).size },
        look: file.slice(`${screen}-${state}-`.length, -'.webp'.length),
      })),
    ),
  );
}

async function formatted(text: string): Promise<string> {
  const options = JSON.parse(readFileSync('.prettierrc', 'utf8')) as prettier.Options;
  return prettier.format(text, { ...options, parser: 'markdown' });
}
