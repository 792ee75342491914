import { exploreModel } from './explore-model.ts';
import { modelPrograms, nameOf } from './programs.ts';
import { readReport, writeReport } from './report-file.ts';

interface Row {
  readonly program: string;
  readonly states: number;
  readonly steps: number;
  readonly broken: readonly string[];
}

/**
 * Visits every state of the model with one crash, one fault and up to two preemptions, for all programs with up to
 * so many entries. Goes on where an earlier run ended. Gives whether every promise was kept.
 */
export function proveStates(most: number): boolean {
  let rows = (readReport('offline-states') as readonly Row[] | undefined) ?? [];
  for (const program of modelPrograms(most)) {
    if (rows.some((row) => row.program === nameOf(program))) continue;
    const started = performance.now();
    const explored = exploreModel(program);
    rows = [...rows, explored];
    writeReport('offline-states', rows);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${explored.program}: ${explored.states} states, ${explored.steps} steps, ${seconds} s`,
    );
  }
  const count = (of: 'states' | 'steps'): number => rows.reduce((sum, row) => sum + row[of], 0);
  const broken = rows.filter((row) => row.broken.length > 0);
  console.log(
    `${rows.length} programs, ${count('states')} states, ${count('steps')} steps, ${broken.length} broken`,
  );
  for (const row of broken) console.log(`  ${row.program}: ${row.broken.join(', ')}`);
  return broken.length === 0;
}
