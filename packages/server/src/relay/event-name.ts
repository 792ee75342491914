import type { NewRelayEvent } from './relay-store.ts';

/** One text for each event of each sink: an id is unique within its sink. */
export function eventName({ sink, id }: Pick<NewRelayEvent, 'sink' | 'id'>): string {
  return JSON.stringify([sink, id]);
}
