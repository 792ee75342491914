import type { Admission } from './admission.ts';
import { firstToGiveWay, type Flight } from './places-state.ts';
import type { Sending } from './send-entry.ts';

/** A send whose place another lane may need. */
export interface Yielding extends Flight {
  gaveWay: boolean;
  sending?: Sending;
}

/**
 * Gives up the sends of full crowds that have had their time. Returns the milliseconds until the next send can
 * be given up.
 */
export function giveWay(
  crowds: readonly (readonly Yielding[])[],
  { patienceMs }: Pick<Admission, 'patienceMs'>,
  now: number,
): number {
  let soonMs = Infinity;
  for (const crowd of crowds) {
    const flight = firstToGiveWay(crowd);
    if (!flight || flight.gaveWay) continue;
    const leftMs = flight.startedAt + patienceMs(flight.origin) - now;
    if (leftMs > 0) soonMs = Math.min(soonMs, leftMs);
    else {
      flight.gaveWay = true;
      flight.sending?.giveUp();
    }
  }
  return soonMs;
}
