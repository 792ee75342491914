import type { AlertLease } from '../alert-store.ts';
import { toRelayEvents } from '../notices/to-relay-events.ts';
import type { AlertStep } from '../state/step-alert.ts';
import type { AlertsOptions } from './alerts-options.ts';

export interface StepsChange {
  readonly lease?: AlertLease;
  readonly steps: readonly AlertStep[];
  readonly memories: ReadonlyMap<string, unknown>;
}

/** Commits the steps and their notices together, or none of them. `false` when something changed in between. */
export async function commitSteps<TTransaction>(
  options: Pick<
    AlertsOptions<TTransaction>,
    'store' | 'enqueue' | 'targets' | 'runbookUrl' | 'link'
  >,
  { steps, memories, ...lease }: StepsChange,
): Promise<boolean> {
  if (steps.length === 0 && memories.size === 0) return true;
  const { store, enqueue, targets = {}, runbookUrl, link } = options;
  const events = steps
    .flatMap(({ notices }) => notices)
    .flatMap((notice) => toRelayEvents(notice, { targets, runbookUrl, link }));
  return store.commit(
    {
      ...lease,
      memories,
      alerts: steps.map(({ alert }) => alert),
      events: steps.flatMap((step) => step.events),
    },
    enqueue &&
      (async (transaction) => {
        if (events.length > 0) await enqueue(transaction, events);
      }),
  );
}
