import { keyOfModel } from './model-key.ts';
import {
  beginModel,
  isModelDone,
  nextModels,
  settledModel,
  type OutboxModel,
} from './outbox-model-state.ts';
import { nameOf, type Program } from './programs.ts';

export interface ModelExplored {
  readonly program: string;
  readonly states: number;
  readonly steps: number;
  /** Every promise that some order of events breaks. */
  readonly broken: readonly string[];
}

/**
 * Visits every state that a program can reach with at most so many crashes, faults of the network and preemptions.
 * The decisions about entries are those of the real code.
 */
export function exploreModel(
  program: Program,
  preemptions = 2,
  crashes = 1,
  faults = 1,
): ModelExplored {
  const start = beginModel(crashes, faults, preemptions);
  const isSymmetric = program.contexts[0] === program.contexts[1];
  const seen = new Set([keyOfModel(start, isSymmetric)]);
  const stack: OutboxModel[] = [start];
  const broken = new Set<string>();
  let steps = 0;
  for (let state = stack.pop(); state; state = stack.pop()) {
    const all = nextModels(state, program);
    steps += all.length;
    if (all.length === 0 && !isModelDone(state, program)) broken.add('drains');
    for (const after of all) {
      for (const promise of brokenBy(state, after, program)) broken.add(promise);
      const next = settledModel(after);
      const key = keyOfModel(next, isSymmetric);
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push(next);
    }
  }
  return { program: nameOf(program), states: seen.size, steps, broken: [...broken] };
}

/** The promises that one step breaks. */
function brokenBy(before: OutboxModel, after: OutboxModel, program: Program): readonly string[] {
  const found: string[] = [];
  const laneOf = (entry: number): number | undefined => program.entries[entry]?.lane;
  const stored = new Set(after.stored.map(({ id }) => Number(id.slice(1))));
  for (const entry of after.applied.filter((one) => !before.applied.includes(one))) {
    // The entry has left the outbox, so it took effect before.
    if (!stored.has(entry)) found.push('once');
    for (const other of stored) {
      const isAhead = other < entry && laneOf(other) === laneOf(entry);
      if (isAhead && !after.applied.includes(other)) found.push('order');
    }
  }
  for (const { id } of before.stored) {
    const entry = Number(id.slice(1));
    if (!stored.has(entry) && !after.applied.includes(entry)) found.push('kept');
  }
  return found;
}
