import { Worker } from 'node:worker_threads';
import { addPart, emptyReport, type Report } from '../offline/model/report.ts';
import type { Trials } from '../offline/history/trials.ts';
import type { Failing } from './failing.ts';

/** The results of a thread for some seeds. */
export interface ExploredPart {
  readonly schedules: number;
  readonly trials: Trials;
  readonly failing: readonly Failing[];
  /** The false reports of operations and drafts, with the seeds. */
  readonly untrue: readonly string[];
}

export interface Explored {
  readonly report: Report;
  readonly failing: readonly Failing[];
  readonly untrue: readonly string[];
  readonly perSecond: number;
}

/** Plays the scenarios of this many seeds, from the first seed on, in threads. */
export async function explore(
  {
    first,
    schedules,
    jobs,
    isLight,
  }: Record<'first' | 'schedules' | 'jobs', number> & { readonly isLight: boolean },
  told: (played: number, perSecond: number) => void,
): Promise<Explored> {
  const begun = performance.now();
  const failing: Failing[] = [];
  const untrue: string[] = [];
  let report = emptyReport;
  let toldAt = begun;
  const rate = (): number => report.schedules / ((performance.now() - begun) / 1000);
  const take = (part: ExploredPart): void => {
    failing.push(...part.failing);
    untrue.push(...part.untrue);
    report = addPart(report, {
      ...part,
      broken: part.failing.flatMap(({ seed, promises }) =>
        promises.map((promise) => ({ promise, seed: String(seed) })),
      ),
    });
    if (performance.now() - toldAt < 10_000) return;
    toldAt = performance.now();
    told(report.schedules, rate());
  };
  await Promise.all(
    Array.from({ length: jobs }, (_, job) =>
      work({ first: first + job, stride: jobs, end: first + schedules, isLight }, take),
    ),
  );
  return { report, failing, untrue, perSecond: rate() };
}

function work(workerData: object, take: (part: ExploredPart) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // A schedule leaves much garbage and keeps nothing, so few and large collections are the cheap ones.
    const resourceLimits = { maxYoungGenerationSizeMb: 192 };
    const file = new URL('explore-worker.ts', import.meta.url);
    const worker = new Worker(file, { workerData, resourceLimits });
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
