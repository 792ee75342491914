import { addPart, emptyReport, type Report } from './report.ts';
import { createVisited, explore } from './explore.ts';
import { allPrograms, nameOf } from './programs.ts';
import type { Budget } from './run-schedule.ts';
import { readReport, writeReport } from './report-file.ts';
import { realCode } from './real-code.ts';

interface Progress {
  readonly done: readonly string[];
  readonly report: Report;
}

/** Plays every schedule of every program with up to this many entries, and goes on where an earlier run ended. */
export async function proveAll(most: number, budget: Budget, name: string): Promise<Report> {
  const code = realCode();
  const crashes = createVisited();
  let progress = (readReport(name) as Progress | undefined) ?? { done: [], report: emptyReport };
  for (const program of allPrograms(most)) {
    if (progress.done.includes(nameOf(program))) continue;
    const started = performance.now();
    const explored = await explore(code, program, budget, crashes.visit);
    const broken = explored.found.flatMap(({ deviations, violations }) =>
      violations.map(({ promise }) => ({
        promise,
        seed: `${nameOf(program)} ${JSON.stringify(deviations)}`,
      })),
    );
    progress = {
      done: [...progress.done, nameOf(program)],
      report: addPart(progress.report, { ...explored, broken }),
    };
    writeReport(name, progress);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { schedules, merged, states, found } = explored;
    console.log(
      `${nameOf(program)}: ${schedules} schedules, ${merged} merged, ${states} states, ${found.length} broken, ${seconds} s`,
    );
  }
  return progress.report;
}
