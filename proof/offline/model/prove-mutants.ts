import type { Promised, Violation } from '../history/check-history.ts';
import { installIndexedDb } from '../simulator/simulated-indexed-db.ts';
import type { OfflineCode } from '../simulator/world.ts';
import { breakCode } from './break-code.ts';
import { mutants, type Mutant } from './mutants.ts';
import { runBatch } from './random.ts';
import { realCode } from './real-code.ts';
import { runScenario } from './run-scenario.ts';

const MOST_BATCHES = 40;
const SMALL = 100;

export interface Catch {
  /** The schedules until then. */
  readonly schedules: number;
  /** The broken promises of the broken outbox. Empty when it was not caught. */
  readonly violations: readonly Violation[];
  /** The broken promises of the unbroken outbox in the same schedules. */
  readonly unbroken: readonly Violation[];
  readonly seed?: number;
}

/** The first schedule in which a broken outbox breaks a promise. */
export async function catchMutant(mutant: Mutant): Promise<Catch> {
  const code = await breakCode(mutant);
  return mutant.shownBy ? catchIn(code, mutant.shownBy) : catchAtRandom(code, mutant);
}

async function catchIn(code: OfflineCode, shownBy: Mutant['shownBy'] & {}): Promise<Catch> {
  let unbroken: readonly Violation[] = [];
  for (const [index, scenario] of shownBy.entries()) {
    unbroken = [...unbroken, ...(await runScenario(realCode(), scenario)).violations];
    const { violations } = await runScenario(code, scenario);
    if (violations.length > 0) return { schedules: index + 1, violations, unbroken };
  }
  return { schedules: shownBy.length, violations: [], unbroken };
}

async function catchAtRandom(code: OfflineCode, { firstSeed = 1 }: Mutant): Promise<Catch> {
  let schedules = 0;
  for (let seed = firstSeed; seed < firstSeed + MOST_BATCHES; seed += 1) {
    const batch = await runBatch(code, seed, { schedules: SMALL, lanes: 0, shrink: false });
    schedules += batch.schedules;
    const [failing] = batch.failing;
    if (!failing) continue;
    const same = { schedules: batch.schedules, lanes: 0, shrink: false };
    const { failing: found } = await runBatch(realCode(), seed, same);
    const unbroken = found.flatMap(({ violations }) => violations);
    return { schedules, violations: failing.violations, unbroken, seed };
  }
  return { schedules, violations: [], unbroken: [] };
}

/** Breaks the outbox in every way on the list. Each must be noticed, and only in the broken one. */
export async function proveMutants(): Promise<void> {
  installIndexedDb();
  const rows = [];
  for (const mutant of mutants) {
    const { schedules, violations, unbroken, seed } = await catchMutant(mutant);
    if (violations.length === 0 || unbroken.length > 0) process.exitCode = 1;
    rows.push({
      'the outbox': mutant.name,
      breaks: namesOf(violations) || 'NOT CAUGHT',
      'unbroken, it breaks': namesOf(unbroken) || 'nothing',
      'after schedules': schedules,
      seed: seed ?? 'none: its own schedules',
    });
  }
  console.table(rows);
}

function namesOf(violations: readonly Violation[]): string {
  return [...new Set<Promised>(violations.map(({ promise }) => promise))].join(', ');
}
