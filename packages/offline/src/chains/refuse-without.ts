import { inDevelopment, type EntrySource, type NewEntry } from '@holdfast/core/parts';
import { invalid } from '../outbox/refuse-credentials.ts';

type Wish = 'after' | 'temporaryId' | 'coalesce';

/** Refuses by name an entry that wants something of a part that the outbox was not given. */
export function refuseWithout(
  part: string,
  wishes: readonly Wish[],
  entry: NewEntry,
  source: EntrySource | undefined,
): void {
  for (const wish of wishes) {
    if ((entry[wish] ?? source?.operation[wish]) === undefined) continue;
    throw invalid(`/${wish}`, inDevelopment(`needs the option \`${part}\` of the outbox`));
  }
}
