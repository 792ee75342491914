import { expect, it } from 'vitest';
import type { StepEntry, StepHistory } from './step-history.ts';

export interface TestHistory extends StepHistory {
  /** Presses Back or Forward, and waits until the history is there. */
  travel(by: number): Promise<void>;
}

/** A history in memory. `back` takes effect a moment later, as in a browser. */
export function memoryStepHistory(): TestHistory & {
  readonly entries: readonly (StepEntry | undefined)[];
  readonly at: () => number;
} {
  const entries: (StepEntry | undefined)[] = [undefined];
  const listeners = new Set<() => void>();
  let at = 0;
  const travel = async (by: number): Promise<void> => {
    await Promise.resolve();
    if (entries.length <= at + by || at + by < 0) return;
    at += by;
    for (const listener of listeners) listener();
  };
  return {
    entries,
    at: () => at,
    travel,
    read: () => entries[at],
    push(entry) {
      entries.splice((at += 1), entries.length, entry);
    },
    replace: (entry) => void (entries[at] = entry),
    back: (count) => void travel(-count),
    onPop(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What a wizard expects of every history. */
export function keepsSteps(make: () => TestHistory): void {
  const one: StepEntry = { step: 'one', depth: 0 };
  const two: StepEntry = { step: 'two', depth: 1 };

  it('has no mark on an entry that is not the wizard’s', () => {
    expect(make().read()).toBeUndefined();
  });

  it('gives the mark of the current entry, after Back and Forward too', async () => {
    const history = make();
    const heard: unknown[] = [];
    const undo = history.onPop(() => heard.push(history.read()));
    history.replace(one);
    history.push(two);
    expect(history.read()).toEqual(two);
    expect(heard).toEqual([]);
    await history.travel(-1);
    await history.travel(1);
    expect(heard).toEqual([one, two]);
    undo();
    await history.travel(-1);
    expect(heard).toEqual([one, two]);
    expect(history.read()).toEqual(one);
  });

  it('goes back by itself, and calls when it is there', async () => {
    const history = make();
    history.replace(one);
    history.push(two);
    const found = new Promise((resolve) => {
      const undo = history.onPop(() => {
        undo();
        resolve(history.read());
      });
    });
    history.back(1);
    expect(await found).toEqual(one);
  });
}
