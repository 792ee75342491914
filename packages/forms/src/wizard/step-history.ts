/** A wizard's mark on one entry of the history. */
export interface StepEntry {
  readonly step: string;
  /** How many entries of the wizard lie behind this one. */
  readonly depth: number;
}

/** The history in which the steps of a wizard are entries. `domStepHistory` is the browser's. */
export interface StepHistory {
  /** The mark on the current entry; none when the entry is not the wizard's. */
  read(): StepEntry | undefined;
  push(entry: StepEntry): void;
  replace(entry: StepEntry): void;
  /** Goes back by this many entries. The listeners are called when the history is there. */
  back(count: number): void;
  /** Calls when the user or `back` has gone to another entry. Returns its undo. */
  onPop(listener: () => void): () => void;
}

export type HistoryMove =
  | { readonly type: 'push' | 'replace'; readonly entry: StepEntry }
  | { readonly type: 'back'; readonly count: number };

/**
 * Leads the history from its current entry to a step. Each step between the two becomes an entry too, so that Back
 * always goes one step back. `order` names the steps that the values ask for.
 */
export function movesTo(
  step: string,
  current: StepEntry,
  order: readonly string[],
): readonly HistoryMove[] {
  const [from, to] = [order.indexOf(current.step), order.indexOf(step)];
  const { depth } = current;
  if (from === to) return [];
  if (from < 0) return [{ type: 'replace', entry: { step, depth } }];
  if (to > from) {
    return order.slice(from + 1, to + 1).map((each, at) => ({
      type: 'push',
      entry: { step: each, depth: depth + at + 1 },
    }));
  }
  const count = from - to;
  // The entry of a restored draft has no entries of the wizard behind it.
  return count > depth
    ? [{ type: 'replace', entry: { step, depth: 0 } }]
    : [{ type: 'back', count }];
}
