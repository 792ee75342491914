import { inDevelopment, type EntrySource, type NewEntry } from '@holdfast/core/parts';
import { invalid } from '../outbox/refuse-credentials.ts';

interface Parts {
  readonly coalescing?: unknown;
  readonly dependencies?: unknown;
}

/** Refuses by name an entry that needs a part which the outbox was not given. */
export function refuseWithout(
  { coalescing, dependencies }: Parts,
  entry: NewEntry,
  source: EntrySource | undefined,
): void {
  const refuse = (wish: 'after' | 'temporaryId' | 'coalesce', sentence: string | undefined) => {
    if ((entry[wish] ?? source?.operation[wish]) !== undefined) throw invalid(`/${wish}`, sentence);
  };
  if (!coalescing) {
    refuse('coalesce', inDevelopment('needs the option `coalescing` of the outbox'));
  }
  if (dependencies) return;
  const sentence = inDevelopment('needs the option `dependencies` of the outbox');
  refuse('after', sentence);
  refuse('temporaryId', sentence);
}
