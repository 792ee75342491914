import type { Observable } from '@holdfast/core';
import type { Recording } from './recording.ts';

/** The version of the file. `replaySession` reads this one. */
export const VERSION = 1;
export const FORMAT = 'holdfast-session';

/** The session as the text of one JSON file. It holds what the sinks were told: no input, no output, no credential. */
export function exportSession(session: Pick<Observable<Recording>, 'getSnapshot'>): string {
  const { events, dropped, seconds } = session.getSnapshot();
  return JSON.stringify({
    ...{ format: FORMAT, version: VERSION, dropped, seconds },
    events: events.map(({ event }) => event),
  });
}
