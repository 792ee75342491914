import type { StoredEvent } from '../telemetry/telemetry-store.ts';
import { countEvent, type EventCounts } from './count-event.ts';
import { MINUTE_MS } from './rollup.ts';
import type { RollupCounts } from './rollup-counts.ts';
import { createNames } from './rollup-names.ts';
import { createTroubleMemory } from './trouble-memory.ts';

// An app has at most this many. Strangers invent the rest.
const MOST_OPERATIONS = 200;
const MOST_CODES = 200;
const MOST_RELEASES = 50;

/**
 * Counts events of pages, under names that may have a count of their own. It uses one object for all events,
 * because counting must hardly slow the intake.
 */
export function createEventCounter(
  counts: RollupCounts,
  operations: readonly string[] | undefined,
): (event: StoredEvent) => void {
  const operationOf = createNames({
    ...{ pattern: /^[a-z][\w$.:/-]{0,63}$/i, most: MOST_OPERATIONS, listed: operations },
  });
  const codeOf = createNames({ pattern: /^[A-Z][A-Z\d_]{0,63}$/, most: MOST_CODES });
  const releaseOf = createNames({ pattern: /./, most: MOST_RELEASES });
  let [minute, at, release] = [0, 0, ''];
  let session: string | undefined;
  // Several counts of one event have the same name, so the last name is kept.
  let lastName: unknown = '';
  let lastOperation = '';

  const nameOf = (name: unknown): string => {
    if (name === '') return '';
    if (name !== lastName) [lastName, lastOperation] = [name, operationOf(name, at)];
    return lastOperation;
  };
  const into: EventCounts = {
    told: createTroubleMemory(),
    add(measure, name, detail, count = 1) {
      counts.count({ minute, measure, operation: nameOf(name), detail, release, count });
    },
    codeOf: ({ code }) => codeOf(code, at),
    reach(name, code) {
      if (session === undefined) return;
      counts.reach({ minute, operation: nameOf(name), code, session });
    },
  };
  return (stored) => {
    at = stored.receivedAt;
    minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    release = stored.release === undefined ? '' : releaseOf(stored.release, at);
    session = stored.session;
    lastName = '';
    countEvent(stored.event, into);
  };
}
