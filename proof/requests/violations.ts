import { catalogue } from '@holdfast/core/failures';
import type { Note } from './notes.ts';
import type { Told } from './told.ts';

/**
 * How long after its deadline an outcome may come, besides the time in which the process did not run.
 * Timers of different lengths share one event loop, and its turns have an order.
 */
export const OVERDUE_TOLERANCE_MS = 25;

const UNNAMED: ReadonlySet<string> = new Set(['UNKNOWN', 'DEFECT']);

/** The claims of answers that are not true. Empty when every promise was kept. */
export function violationsOf(told: readonly Told[], kept: readonly Note[]): string[] {
  const labels = new Map(kept.map(({ id, label }) => [id, label]));
  const effects = new Map<string, number>();
  for (const { label } of kept) effects.set(label, (effects.get(label) ?? 0) + 1);

  return told.flatMap(({ kind, label, outcome, overdueMs }) => {
    const found: string[] = [];
    const violated = (what: string): void => void found.push(`${kind} '${label}': ${what}`);
    const times = effects.get(label) ?? 0;

    if (overdueMs > OVERDUE_TOLERANCE_MS) {
      violated(`${overdueMs.toFixed(1)} ms after its deadline`);
    }
    if (kind !== 'read' && times > 1) violated(`${times} effects`);
    if (outcome.kind === 'live') {
      const { value } = outcome;
      if (value.label !== label) violated(`answered with '${value.label}'`);
      if (labels.get(value.id) !== value.label) violated(`told ${value.id}, which is not kept`);
      return found;
    }
    const { code, effect } = outcome.failure;
    if (!Object.hasOwn(catalogue, code) || UNNAMED.has(code)) violated(`failed as ${code}`);
    if (kind !== 'read' && effect === 'none' && times > 0) {
      violated(`${code} says that nothing happened, and it is kept`);
    }
    if (kind !== 'read' && effect === 'applied' && times === 0) {
      violated(`${code} says that it happened, and it is not kept`);
    }
    return found;
  });
}
