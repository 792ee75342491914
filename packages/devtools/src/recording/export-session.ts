import type { Observable } from '@holdfast/core';
import { parseEvent } from './parse-event.ts';
import type { Recording } from './recording.ts';

/** The version of the file. `replaySession` reads this one. */
export const VERSION = 1;
export const FORMAT = 'holdfast-session';
/** The most events of a file. */
export const MOST_EVENTS = 10_000;

/**
 * The session as the text of one JSON file, which `replaySession` reads: its latest 10,000 events. It holds what the
 * sinks were told: no input, no output, no credential. Members that events of Holdfast do not have stay out of it, and
 * an event that nothing could read again counts as dropped.
 */
export function exportSession(session: Pick<Observable<Recording>, 'getSnapshot'>): string {
  const { events, dropped, seconds } = session.getSnapshot();
  const kept = events
    .slice(-MOST_EVENTS)
    .map(({ event }) => parseEvent(event))
    .filter((event) => typeof event !== 'string');
  return JSON.stringify({
    ...{ format: FORMAT, version: VERSION, dropped: dropped + events.length - kept.length },
    ...{ seconds, events: kept },
  });
}
