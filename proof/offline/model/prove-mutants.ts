import { installIndexedDb } from '../simulator/simulated-indexed-db.ts';
import { breakCode } from './break-code.ts';
import { mutants } from './mutants.ts';
import { runBatch, type Failing } from './random.ts';

const MOST_BATCHES = 40;
const SMALL = 100;

/** The first schedule in which a broken outbox breaks a promise. */
export async function catchMutant(
  mutant: (typeof mutants)[number],
): Promise<{ readonly schedules: number; readonly failing: Failing | undefined }> {
  const code = await breakCode(mutant);
  let schedules = 0;
  for (let seed = 1; seed <= MOST_BATCHES; seed += 1) {
    const batch = await runBatch(code, seed, { schedules: SMALL, lanes: 0, shrink: false });
    schedules += batch.schedules;
    const [failing] = batch.failing;
    if (failing) return { schedules, failing };
  }
  return { schedules, failing: undefined };
}

/** Breaks the outbox in every way on the list. Each must be noticed. */
export async function proveMutants(): Promise<void> {
  installIndexedDb();
  const rows = [];
  for (const mutant of mutants) {
    const { schedules, failing } = await catchMutant(mutant);
    if (!failing) process.exitCode = 1;
    const promise = failing?.promises.join(', ') ?? 'NOT CAUGHT';
    rows.push({
      'the outbox': mutant.name,
      breaks: promise,
      'after schedules': schedules,
      seed: failing?.seed,
    });
  }
  console.table(rows);
}
