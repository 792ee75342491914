import { Worker } from 'node:worker_threads';
import { addPart, emptyReport, type Report } from './report.ts';
import { BATCH, runBatch, type Batch } from './random.ts';
import { readReport, writeReport } from './report-file.ts';
import { realCode } from './real-code.ts';

interface Progress {
  /** The seeds below it are done, and these above it. */
  readonly next: number;
  readonly done: readonly number[];
  readonly report: Report;
  readonly failing: readonly Batch['failing'][number][];
}

const NAME = 'offline-random';
const MOST_FAILING = 50;

/** Plays this many schedules in all, and goes on where an earlier run ended. */
export async function proveRandom(schedules: number, jobs: number): Promise<Report> {
  let progress = (readReport(NAME) as Progress | undefined) ?? {
    ...{ next: 1, done: [], report: emptyReport, failing: [] },
  };
  const end = 1 + Math.ceil(schedules / BATCH);
  const started = performance.now();
  let played = 0;
  let toldAt = started;
  if (progress.next > 1) console.log(`Goes on after ${progress.report.schedules} schedules.`);

  const take = (batch: Batch): void => {
    const { seed, failing } = batch;
    played += batch.schedules;
    let { next } = progress;
    const done = new Set([...progress.done, seed]);
    while (done.delete(next)) next += 1;
    const report = addPart(progress.report, {
      ...batch,
      broken: failing.flatMap(({ promises }) =>
        promises.map((promise) => ({ promise, seed: String(seed) })),
      ),
    });
    progress = {
      ...{ next, done: [...done], report },
      failing: [...progress.failing, ...failing].slice(0, MOST_FAILING),
    };
    writeReport(NAME, progress);
    for (const one of failing) console.log(`Seed ${seed}: ${JSON.stringify(one)}`);
    const now = performance.now();
    if (now - toldAt < 10_000) return;
    toldAt = now;
    const perMinute = Math.round((played / (now - started)) * 60_000);
    console.log(`${report.schedules} schedules, ${perMinute} per minute`);
  };

  const { next: from, done } = progress;
  await Promise.all(
    Array.from({ length: jobs }, (_, job) =>
      work({ first: from + job, stride: jobs, end, done }, take),
    ),
  );
  const perMinute = Math.round((played / (performance.now() - started)) * 60_000);
  console.log(`${played} schedules in this run, ${perMinute} per minute`);
  return progress.report;
}

/** Plays one seed again. */
export async function replaySeed(seed: number): Promise<Batch> {
  return runBatch(realCode(), seed);
}

function work(workerData: object, take: (batch: Batch) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // A schedule leaves much garbage and keeps nothing, so that few and large collections are the cheap ones.
    const resourceLimits = { maxYoungGenerationSizeMb: 192 };
    const file = new URL('random-worker.ts', import.meta.url);
    const worker = new Worker(file, { workerData, resourceLimits });
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
