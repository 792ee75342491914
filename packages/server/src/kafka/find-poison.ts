import type { Failure } from '@holdfast/core';
import { withContext } from '@holdfast/core/parts';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelayVerdict } from '../relay/relay-sink.ts';

/** The verdict on an event after one request. */
export interface Produced {
  /** The partition. The broker takes or refuses all events of one partition together. */
  readonly place: string;
  readonly verdict: RelayVerdict;
}

/** Sends events in one request. Resolves with a verdict for each, in the same order. */
export type Produce = (events: readonly RelayedEvent[]) => Promise<readonly Produced[]>;

/**
 * Sends events. When the broker refuses several at once, it sends each half again until it has found the refused
 * ones. So one bad event does not make the others dead. After an event that did not arrive, it sends no later event
 * of the same key.
 */
export async function findPoison(
  events: readonly RelayedEvent[],
  produce: Produce,
): Promise<readonly RelayVerdict[]> {
  const produced = await produce(events);
  const suspects = new Map<string, RelayedEvent[]>();
  for (const [index, { place, verdict }] of produced.entries()) {
    if (verdict.outcome === 'dead') mark(suspects, place, events[index]!);
  }
  const groups = [...suspects.values()].filter((group) => group.length > 1);
  const verdicts = produced.map(({ verdict }) => verdict);
  if (groups.length === 0) return verdicts;
  const found = await searchHalves(groups, produce);
  return events.map((event, index) => found.get(event) ?? verdicts[index]!);
}

/** Sends the halves of each group, the first ones first. */
async function searchHalves(
  groups: readonly (readonly RelayedEvent[])[],
  produce: Produce,
): Promise<ReadonlyMap<RelayedEvent, RelayVerdict>> {
  const verdicts = new Map<RelayedEvent, RelayVerdict>();
  const stopped = new Map<string, Failure>();
  for (const events of [
    groups.flatMap((group) => group.slice(0, half(group))),
    groups.flatMap((group) => group.slice(half(group))),
  ]) {
    const open = events.filter((event) => !stopped.has(keyOf(event)));
    // oxlint-disable-next-line no-await-in-loop -- the order of each key
    const results = open.length > 0 ? await findPoison(open, produce) : [];
    for (const event of events) {
      const failure = stopped.get(keyOf(event));
      if (failure) verdicts.set(event, behind(failure));
    }
    for (const [index, verdict] of results.entries()) {
      verdicts.set(open[index]!, verdict);
      if (verdict.outcome !== 'done') stopped.set(keyOf(open[index]!), verdict.failure);
    }
  }
  return verdicts;
}

const half = (group: readonly RelayedEvent[]): number => Math.ceil(group.length / 2);
const keyOf = ({ topic, key }: RelayedEvent): string => JSON.stringify([topic, key]);

/** The sink did not send the event, because an earlier event of its key comes first. */
function behind(failure: Failure): RelayVerdict {
  return { outcome: 'retry', failure: withContext(failure, { effect: 'none' }) };
}

function mark(groups: Map<string, RelayedEvent[]>, place: string, event: RelayedEvent): void {
  const group = groups.get(place);
  if (group) group.push(event);
  else groups.set(place, [event]);
}
