import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Backoff } from '@holdfast/core/policies';
import { afterVerdict, dead, type RelayRules, UNSENT } from './relay-state.ts';
import type { RelayVerdict } from './relay-sink.ts';
import { requestedWait } from './requested-wait.ts';
import type { ClaimedEvent, NewRelayEvent, Settlement } from './relay-store.ts';

export interface JudgeRules extends RelayRules {
  readonly backoff: Backoff;
  readonly random: () => number;
  /** Whether the sink takes copies of dead events. */
  readonly takesDead: boolean;
}

/** The step to write for an event that this relay claimed. */
export interface JudgedEvent extends Settlement {
  readonly event: ClaimedEvent;
}

/** The steps to write for the events of a sent batch. `counts` is false while the whole sink fails. */
export function judgeBatch(
  events: readonly ClaimedEvent[],
  verdicts: readonly RelayVerdict[],
  counts: boolean,
  rules: JudgeRules,
): readonly JudgedEvent[] {
  const isWhole = verdicts.every(({ outcome }) => outcome === 'retry');
  const longestMs = isWhole ? WHOLE_BATCH_MS : Number.POSITIVE_INFINITY;
  const held = new Set<string>();
  const delays = new Map<number, number>();
  return events.map((event, index) => {
    const verdict = verdicts[index];
    // The sink did not send this event, because an earlier event of its key did not arrive.
    if (!verdict || (verdict.outcome === 'retry' && held.has(event.lane))) {
      return { event, change: UNSENT };
    }
    // Events with the same failure have the same wait, so that the relay writes them in one statement and sends
    // them in one batch again.
    let delayMs = delays.get(event.failures);
    if (delayMs === undefined) {
      delayMs = Math.min(ownWait(rules, event.failures), longestMs);
      delays.set(event.failures, delayMs);
    }
    const change = afterVerdict(event, { verdict, counts, delayMs }, rules);
    if (change.to !== 'done') held.add(event.lane);
    return withCopy({ event, change }, rules.takesDead);
  });
}

/** The wait that the backoff asks for. A backoff of the app may throw, and the relay still writes which events arrived. */
function ownWait({ backoff, random }: JudgeRules, failures: number): number {
  try {
    return requestedWait(backoff(failures + 1, random, 0));
  } catch {
    return requestedWait(undefined);
  }
}

/** The step to write for an event that ended its process too often. */
export function judgePoison(event: ClaimedEvent, rules: JudgeRules): JudgedEvent {
  const failure = new Failure(catalogue.EVENT_POISONED, { attempts: event.attempt });
  return withCopy({ event, change: dead(failure, rules.onPoison) }, rules.takesDead);
}

/**
 * The longest wait after a batch of which no event arrived, unless the receiver asks for more. The circuit already
 * leaves a failing sink alone, and the events should not wait any longer once the sink is back.
 */
const WHOLE_BATCH_MS = 2000;
const DEAD_TOPIC = '.dead';

function withCopy(settlement: JudgedEvent, takesDead: boolean): JudgedEvent {
  const { event, change } = settlement;
  if (change.to !== 'dead' || !takesDead || event.topic.endsWith(DEAD_TOPIC)) return settlement;
  const { sink, topic, key, id, attempt, headers, traceparent } = event;
  const { failure } = change;
  const copy: NewRelayEvent = {
    ...{ sink, key, traceparent },
    // When an administrator retries an event and it dies again, the relay sends another copy.
    id: `${id}.dead.${attempt}`,
    hasOwnId: false,
    topic: `${topic}${DEAD_TOPIC}`,
    body: JSON.stringify(event.body),
    headers: {
      ...headers,
      'dead-id': id,
      'dead-attempts': String(attempt),
      ...(failure && { 'dead-code': failure.code, 'dead-incident': failure.incidentId }),
    },
  };
  return { ...settlement, copy };
}
