import { surface, type EntrySource, type NewEntry } from '@holdfast/core/parts';
import type { UnnumberedEntry } from '../outbox/entry-record.ts';

type Content = Pick<UnnumberedEntry, 'input' | 'request' | 'bodyParts'>;

/** The earlier entry with what both say; `undefined` when the two stay apart. Pure, and at once. */
export type TakeIn = <T extends UnnumberedEntry>(
  earlier: T,
  later: UnnumberedEntry,
) => T | undefined;

/**
 * How an entry is taken in by an earlier one: with its own input, or with one that its operation makes of both. The
 * earlier entry keeps its id, its key and its place. `prepared` checks and copies what the operation made.
 */
export function takeInBy(
  source: EntrySource | undefined,
  prepared: (entry: NewEntry) => NewEntry,
): TakeIn {
  const { operation, describe } = source ?? {};
  const how = operation?.coalesce;
  return (earlier, later) => {
    if (!mayTakeIn(earlier, later)) return undefined;
    try {
      let content: Content = later;
      if (typeof how === 'function' && describe) {
        const input = how(earlier.input, later.input);
        content = prepared({ ...later, input, request: describe(input) });
      }
      const { bodyParts: _replaced, ...rest } = earlier;
      const { input, request, bodyParts } = content;
      return { ...(rest as typeof earlier), input, request, ...(bodyParts && { bodyParts }) };
    } catch (error) {
      // The app's own function threw. Both entries are kept, and nothing is lost.
      surface(error);
      return undefined;
    }
  };
}

/** Only an entry that certainly never left the device may still change. */
function mayTakeIn(earlier: UnnumberedEntry, later: UnnumberedEntry): boolean {
  return (
    later.coalesce !== undefined &&
    SAME.every((name) => earlier[name] === later[name]) &&
    String(earlier.after) === String(later.after) &&
    (earlier.temporaryId ?? later.temporaryId) === undefined &&
    earlier.sends === 0 &&
    !earlier.doubtful &&
    earlier.state.kind !== 'sending'
  );
}

const SAME = ['coalesce', 'owner', 'lane', 'operation', 'version', 'honoursKey'] as const;
