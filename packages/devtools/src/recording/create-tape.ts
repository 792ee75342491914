import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { isTime } from './parse-event.ts';
import type { Recorded, Recording, Running, Second } from './recording.ts';

/** How many seconds the plots can show. */
const SECONDS = 600;
/** A longer operation is a wrong number, and two of them would have a sum that is none. */
const LONGEST_MS = 1e12;
/** With more running operations than this, the tape takes the oldest for lost. */
const RUNNING = 1_000;

export interface Tape {
  write(event: TelemetryEvent): void;
  /** Notes how many entries are in the outbox. */
  depth(at: number, entries: number): void;
  /** Sets the seconds of an earlier session, which include events that made room. */
  restore(seconds: readonly Second[]): void;
  read(): Recording;
  clear(): void;
}

/** Keeps the latest events and what the tabs and plots need of them, with no clock of its own. */
export function createTape(capacity: number): Tape {
  const ring: Recorded[] = [];
  const running = new Map<string, Running>();
  let next = 0;
  let seconds: Second[] = [];
  let depth = 0;

  function addTo(at: number, more: Partial<Second>): void {
    // A file of a session has no second before 1970.
    if (!isTime(at) || at < 0) return;
    const begins = Math.floor(at / 1_000) * 1_000;
    // Seconds so far ahead come from a clock that was wrong, and would take in all that happens from now on.
    if ((seconds.at(-1)?.at ?? 0) - begins > SECONDS * 1_000) {
      seconds = seconds.filter((second) => second.at <= begins);
    }
    const last = seconds.at(-1);
    // An event of a clock that was set back belongs to the latest second.
    if (last && begins <= last.at) {
      seconds[seconds.length - 1] = { ...last, ...joined(last, more), depth };
      return;
    }
    const empty = { at: begins, ended: 0, failures: 0, totalMs: 0, slowestMs: 0, depth };
    seconds.push({ ...empty, ...more });
    // The tape cuts its list seldom, so that the time for an event does not grow with their number.
    if (seconds.length >= 2 * SECONDS) seconds = seconds.slice(-SECONDS);
  }

  function follow(event: TelemetryEvent): Partial<Recorded> {
    const { incidentId } = event;
    if (event.type === 'attempt.settled') {
      const one = event.delayMs !== undefined && running.get(incidentId ?? '');
      if (one) running.set(one.incidentId, { ...one, retries: one.retries + 1 });
      if (event.failure) addTo(event.at, { failures: 1 });
    }
    if (event.type === 'operation.started' && incidentId !== undefined) {
      const { operation, kind, at } = event;
      running.set(incidentId, { operation, incidentId, kind, at, retries: 0 });
      if (running.size > RUNNING) running.delete([...running.keys()][0]!);
    }
    if (event.type !== 'operation.settled') return {};
    const { durationMs, failure, at } = event;
    // One broken number would make the whole second one.
    const totalMs = Number.isFinite(durationMs) ? Math.min(LONGEST_MS, Math.max(0, durationMs)) : 0;
    addTo(at, { ended: 1, failures: failure ? 1 : 0, totalMs, slowestMs: totalMs });
    const begun = running.get(incidentId ?? '');
    running.delete(incidentId ?? '');
    return begun ? { retries: begun.retries, kind: begun.kind } : {};
  }

  return {
    write(event) {
      ring[next % capacity] = { seq: next, event, ...follow(event) };
      next += 1;
    },
    depth(at, entries) {
      depth = entries;
      addTo(at, {});
    },
    restore(kept) {
      seconds = [...kept];
    },
    read() {
      const from = next > capacity ? next % capacity : 0;
      return {
        // Twenty times as fast as spreading both.
        events: ring.slice(from).concat(ring.slice(0, from)),
        dropped: next - ring.length,
        seconds: [...seconds],
        running: [...running.values()],
      };
    },
    clear() {
      ring.length = 0;
      running.clear();
      [next, seconds] = [0, []];
    },
  };
}

function joined(before: Second, more: Partial<Second>): Omit<Second, 'at' | 'depth'> {
  return {
    ended: before.ended + (more.ended ?? 0),
    failures: before.failures + (more.failures ?? 0),
    totalMs: before.totalMs + (more.totalMs ?? 0),
    slowestMs: Math.max(before.slowestMs, more.slowestMs ?? 0),
  };
}
