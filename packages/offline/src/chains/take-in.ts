import { isEqual, surface, type EntrySource, type NewEntry } from '@holdfast/core/parts';
import type { UnnumberedEntry } from '../outbox/entry-record.ts';

type Content = Pick<UnnumberedEntry, 'input' | 'request' | 'bodyParts' | 'after'>;

/** The earlier entry with the content of both; `undefined` when the two stay apart. Pure and synchronous. */
export type TakeIn = <T extends UnnumberedEntry>(
  earlier: T,
  later: UnnumberedEntry,
) => T | undefined;

/**
 * How an entry is taken in by an earlier one: with its own input, or with one that its operation makes of both. The
 * earlier entry keeps its id, its key and its place. Its age counts from the later one, and it makes the reads of both
 * stale. `prepared` checks and copies what the operation made.
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
      const { input, request, bodyParts, after } = content;
      const { createdAt: keyAt, maxAgeMs } = later;
      return {
        ...{ ...(rest as typeof earlier), input, request, keyAt, maxAgeMs },
        invalidates: [...new Set([...earlier.invalidates, ...later.invalidates])],
        ...(bodyParts && { bodyParts }),
        ...(after && { after }),
      };
    } catch (error) {
      // The app's own function threw. The outbox keeps both entries, and nothing is lost.
      surface(error);
      return undefined;
    }
  };
}

/**
 * Only an entry that certainly never left the device may still change. An entry that its user may take back
 * stays apart, and so does an entry that its user decides about. This function cannot read an encrypted entry.
 */
function mayTakeIn(earlier: UnnumberedEntry, later: UnnumberedEntry): boolean {
  return (
    later.coalesce !== undefined &&
    SAME.every((name) => earlier[name] === later[name]) &&
    String(earlier.after) === String(later.after) &&
    isEqual(earlier.expectation, later.expectation) &&
    (earlier.temporaryId ?? later.temporaryId ?? earlier.sealed) === undefined &&
    !earlier.undoMs &&
    !later.undoMs &&
    earlier.sends === 0 &&
    !earlier.doubtful &&
    /queued|blocked/.test(earlier.state.kind)
  );
}

const SAME = ['coalesce', 'owner', 'lane', 'operation', 'version', 'honoursKey'] as const;
