import type { StepEntry, StepHistory } from './step-history.ts';

/**
 * The browser's history. The mark lies beside the state that a router keeps in the same entry, and the address stays
 * the same, so that a router notices no navigation. A page with several wizards gives each a name.
 */
export function domStepHistory(name = 'wizard'): StepHistory {
  const key = `holdfast.${name}`;
  const marked = ({ step, depth }: StepEntry): unknown => {
    const state: unknown = history.state;
    return { ...(typeof state === 'object' ? state : {}), [key]: { step, depth } };
  };
  return {
    read: () => entryOf((history.state as Record<string, unknown> | null)?.[key]),
    push: (entry) => history.pushState(marked(entry), ''),
    replace: (entry) => history.replaceState(marked(entry), ''),
    back: (count) => history.go(-count),
    onPop(listener) {
      addEventListener('popstate', listener);
      return () => removeEventListener('popstate', listener);
    },
  };
}

/** Other code may have written anything into the state. */
function entryOf(mark: unknown): StepEntry | undefined {
  const { step, depth } = (mark ?? {}) as Partial<Record<keyof StepEntry, unknown>>;
  return typeof step === 'string' && Number.isSafeInteger(depth) && Number(depth) >= 0
    ? { step, depth: Number(depth) }
    : undefined;
}
