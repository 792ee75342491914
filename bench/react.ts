// Measures React parts in Chromium, against react-hook-form, react-error-boundary and zustand on the same page.
import path from 'node:path';
import { openPersistentBrowser } from './harness/persistent-page.ts';
import { report, type Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import type { measures } from './react-page.tsx';
import type { Samples } from './react-side-by-side.ts';

type InPage = Window & { readonly measures: typeof measures };

const short = process.argv.includes('--short');
const rows: Row[] = [];
const goals: { readonly what: string; readonly samples: Samples; readonly limit: number }[] = [];
const facts: { readonly what: string; readonly is: number; readonly goal: number }[] = [];

function note(what: string, peer: string, samples: Samples, limit: number): void {
  const [ours, bare] = [median(samples.ours) * 1000, median(samples.bare) * 1000];
  const ratios = { 'ours/bare': ours / bare };
  rows.push({ name: `${what}, bare: ${peer}`, unit: 'µs', ours, bare, peers: {}, ratios });
  goals.push({ what, samples, limit });
}

const { context, url, close } = await openPersistentBrowser(
  path.join(import.meta.dirname, 'react-page.tsx'),
  0,
);
try {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);

  const typed = await page.evaluate(
    (rounds) => (globalThis as unknown as InPage).measures.typing(rounds),
    short ? 17 : 97,
  );
  note('100 keys in a form of 40 fields with a draft', 'react-hook-form', typed, 1.1);
  facts.push(
    { what: `characters lost of ${typed.typed}`, is: typed.lost, goal: 0 },
    { what: 'renders of other fields while typing', is: typed.unrelatedRenders, goal: 0 },
  );

  const { first, again } = await page.evaluate(
    (rounds) => (globalThis as unknown as InPage).measures.boundaries(rounds),
    short ? 21 : 101,
  );
  note('1,000 boundaries, first render', 'react-error-boundary', first, 1.1);
  note('1,000 boundaries, next render', 'react-error-boundary', again, 1.1);

  const { update, show } = await page.evaluate(
    (rounds) => (globalThis as unknown as InPage).measures.slices(rounds),
    short ? 21 : 101,
  );
  note('1,000 updates of a slice, 100 selectors', 'zustand', update, 1.2);
  note('an update of a slice shown in 500 components', 'zustand', show, 1.2);

  const read = await page.evaluate(() => (globalThis as unknown as InPage).measures.reads());
  facts.push(
    { what: `requests of ${read.components} components for one read`, is: read.requests, goal: 1 },
    {
      what: 'most renders for one change',
      is: read.mostRenders / read.changes,
      goal: 1,
    },
  );
} finally {
  await close();
}

report('react', rows);
for (const { what, samples, limit } of goals) {
  const { low, high } = ratioInterval(samples.ours, samples.bare);
  // Only the lower bound may fail a build, because a busy machine widens the interval.
  const missed = low > limit;
  if (missed) process.exitCode = 1;
  const range = `${low.toFixed(2)}–${high.toFixed(2)}×`;
  console.log(`${missed ? 'MISSED ' : ''}${what}: ${range} (95 %), goal ≤ ${limit.toFixed(2)}×`);
}
for (const { what, is, goal } of facts) {
  const missed = is > goal;
  if (missed) process.exitCode = 1;
  console.log(`${missed ? 'MISSED ' : ''}${what}: ${is}, goal ≤ ${goal}`);
}
