import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Platform } from '@holdfast/core/parts';
import type { RelayedEvent, RelaySink, RelayVerdict } from '@holdfast/server/relay';
import type { Mortal } from './mortal.ts';
import type { Hardship, Schedule } from './schedule.ts';

/** A notice that a receiver took. */
export interface Delivery {
  readonly target: string;
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly at: number;
  readonly by: Mortal;
  /** Its answer was lost. */
  readonly isCut: boolean;
}

export interface Receiver {
  readonly deliveries: readonly Delivery[];
  readonly refused: number;
  /** The sinks of one process. */
  sinksOf(mortal: Mortal): readonly RelaySink[];
}

/** Slack and a pager, which refuse, break and lose answers at the times of the schedule. */
export function createReceiver(
  { outages }: Pick<Schedule, 'outages'>,
  targets: readonly string[],
  {
    platform,
    startedAt,
    random,
  }: { readonly platform: Platform; readonly startedAt: number; readonly random: () => number },
): Receiver {
  const deliveries: Delivery[] = [];
  let refused = 0;
  const hardshipAt = (target: string): Hardship | undefined => {
    const passed = platform.now() - startedAt;
    return outages.find((one) => one.target === target && one.from <= passed && passed < one.to)
      ?.kind;
  };
  const take = (target: string, { id, key, body }: RelayedEvent, mortal: Mortal): RelayVerdict => {
    const kind = hardshipAt(target);
    if (kind === 'limited' || kind === 'broken') {
      refused += 1;
      return kind === 'limited'
        ? {
            outcome: 'retry',
            failure: new Failure(catalogue.RATE_LIMITED),
            afterMs: 1_000 + 9_000 * random(),
          }
        : { outcome: 'retry', failure: new Failure(catalogue.UNAVAILABLE) };
    }
    const isCut = kind === 'cut' && random() < 0.7;
    const { state } = body as { readonly state: string };
    deliveries.push({ target, id, key, state, at: platform.now(), by: mortal, isCut });
    return isCut
      ? { outcome: 'retry', failure: new Failure(catalogue.NETWORK_FAILED) }
      : { outcome: 'done' };
  };
  return {
    deliveries,
    get refused() {
      return refused;
    },
    sinksOf: (mortal) =>
      targets.map((target) => ({
        name: target,
        send: async (events) => events.map((event) => take(target, event, mortal)),
      })),
  };
}
