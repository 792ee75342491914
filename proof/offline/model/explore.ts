import type { Violation } from '../history/check-history.ts';
import { addTrials, noTrials, type Trials } from '../history/trials.ts';
import type { OfflineCode } from '../simulator/world.ts';
import { nameOf, type Program } from './programs.ts';
import { runSchedule, type Budget, type Deviation, type Visit } from './run-schedule.ts';

export interface Explored {
  readonly program: string;
  readonly schedules: number;
  readonly merged: number;
  readonly states: number;
  readonly trials: Trials;
  readonly found: readonly {
    readonly deviations: readonly Deviation[];
    readonly violations: readonly Violation[];
  }[];
}

/** One crash, one fault of the network and two preemptions. */
export const FULL: Budget = { holds: 2, crashes: 1, faults: 1, all: 4 };

/** The states that were explored, each with the budgets that were left there. */
export function createVisited(): { readonly visit: Visit; size(): number } {
  const seen = { state: new Map<number, Budget[]>(), crash: new Map<number, Budget[]>() };
  return {
    visit(where, key, budget) {
      const before = seen[where].get(key);
      if (before?.some((other) => covers(other, budget))) return false;
      seen[where].set(key, [...(before ?? []).filter((other) => !covers(budget, other)), budget]);
      return true;
    },
    size: () => seen.state.size,
  };
}

/** Plays every schedule of a program within the budget, except those that lead to a state explored before. */
export async function explore(
  code: OfflineCode,
  program: Program,
  budget: Budget,
  visitCrash: Visit,
  {
    parallel = 24,
    stopAt = Infinity,
  }: { readonly parallel?: number; readonly stopAt?: number } = {},
): Promise<Explored> {
  const own = createVisited();
  const visit: Visit = (where, key, left) =>
    where === 'crash' ? visitCrash(where, key, left) : own.visit(where, key, left);
  const stack: (readonly Deviation[])[] = [[]];
  const found: { deviations: readonly Deviation[]; violations: readonly Violation[] }[] = [];
  let schedules = 0;
  let merged = 0;
  let trials = noTrials;
  let busy = 0;

  const work = async (): Promise<void> => {
    while ((stack.length > 0 || busy > 0) && found.length < stopAt) {
      const deviations = stack.pop();
      if (!deviations) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        continue;
      }
      busy += 1;
      schedules += 1;
      const left = without(budget, deviations);
      const result = await runSchedule(code, program, deviations, left, visit);
      if (result.isMerged) merged += 1;
      trials = addTrials(trials, result.trials);
      if (result.violations.length > 0) found.push({ deviations, violations: result.violations });
      for (const next of result.more) stack.push([...deviations, next]);
      busy -= 1;
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return { program: nameOf(program), schedules, merged, states: own.size(), trials, found };
}

function without(budget: Budget, deviations: readonly Deviation[]): Budget {
  const count = (kind: Deviation['kind']): number =>
    deviations.filter((one) => one.kind === kind).length;
  return {
    holds: budget.holds - count('hold'),
    crashes: budget.crashes - count('crash'),
    faults: budget.faults - count('fault'),
    all: budget.all - deviations.length,
  };
}

function covers(a: Budget, b: Budget): boolean {
  return a.holds >= b.holds && a.crashes >= b.crashes && a.faults >= b.faults && a.all >= b.all;
}
