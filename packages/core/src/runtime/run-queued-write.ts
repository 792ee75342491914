import { toTransportRequest } from '../exchange/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { ENTRY_CANCELLED, OWNER_MISSING } from '../failures/kinds/stream-and-queue.ts';
import { toFailure } from '../failures/to-failure.ts';
import { tell } from '../observable/tell.ts';
import { surface } from '../observable/web-surface.ts';
import type { OpaqueWrite, WriteOperation } from '../operations/operation.ts';
import type { Failed, Live, WriteOutcome } from '../operations/outcome.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import type { OutboxHandle, OutboxPort } from '../ports/outbox-port.ts';
import { appFailure } from './app-failure.ts';
import { checkAnswer } from './check-answer.ts';
import { paidOf } from './pay-for.ts';
import type { Run } from './run.ts';
import type { Runtime } from './holdfast-options.ts';

/**
 * Commits a write to the outbox, then waits `liveWithinMs` for it to be answered. Never rejects. When it
 * says `failed` without a handle, nothing was kept and nothing was sent.
 */
export async function runQueuedWrite(
  runtime: Runtime,
  operation: OpaqueWrite,
  input: unknown,
  run: Run,
): Promise<WriteOutcome<unknown, 'queue'>> {
  const { outbox, platform, budget } = runtime;
  if (!outbox) return failed(new Failure(DEFECT, { ...run, effect: 'none' }));
  const { subject: owner } = run;
  if (owner === undefined) return failed(new Failure(OWNER_MISSING, run));

  const { name, version, request, lane, expectation, invalidates, honoursKey, output } = operation;
  const id = run.key ?? uuidV7(platform);
  let isKept = false;
  try {
    const entry = {
      ...{ id, owner, lane: lane(input), operation: name, version, input },
      request: toTransportRequest(request(input), runtime.baseUrl),
      ...{ expectation, invalidates, honoursKey, incidentId: run.incidentId },
    };
    const add = async (): Promise<void> => {
      await outbox.add(entry);
      isKept = true;
    };
    const paid = budget && paidOf(operation, input, { ...run, key: id });
    await (budget && paid ? budget.payQueued(paid, outbox, add) : add());
  } catch (error) {
    if (!isKept) return failed(appFailure(error, run));
    // The write is safe on the device, whatever became of the budget afterwards.
    surface(error);
  }

  const handle = createHandle(outbox, id, output, run);
  return settleWithin(runtime, outbox, handle);
}

/** A hold on an entry that may have been added by an earlier page. */
export function createHandle<T>(
  outbox: OutboxPort,
  id: string,
  output: WriteOperation<string, never, never, T>['output'],
  run: Pick<Run, 'incidentId'>,
): OutboxHandle<T> {
  const settle = async (): Promise<T> => {
    const settlement = await outbox.settled(id);
    if (settlement.kind === 'cancelled') throw new Failure(ENTRY_CANCELLED, run);
    return checkAnswer(output, settlement.value, run);
  };
  const synced = settle();
  // Nobody has to listen: the outcome and the entry list tell the same.
  synced.catch(() => {});
  return { id, synced };
}

/** The first of: the answer, a block, a death, `liveWithinMs`. An outbox that throws surfaces, and ends no wait. */
function settleWithin(
  { liveWithinMs, platform }: Runtime,
  outbox: OutboxPort,
  handle: OutboxHandle,
): Promise<WriteOutcome<unknown, 'queue'>> {
  return new Promise((resolve) => {
    const settle = (outcome: WriteOutcome<unknown, 'queue'>): void => {
      cancelTimer?.();
      unsubscribe?.();
      resolve(outcome);
    };
    const look = (): void => {
      const state = outbox.entries.getSnapshot().find(({ id }) => id === handle.id)?.state;
      if (state?.kind === 'blocked') {
        settle({ kind: 'blocked', reason: state.reason, failure: state.failure, handle });
      } else if (state?.kind === 'dead') {
        settle({ kind: 'failed', failure: state.failure, handle });
      }
    };
    let cancelTimer: (() => void) | undefined;
    let unsubscribe: (() => void) | undefined;
    tell([
      () =>
        (cancelTimer = platform.schedule(liveWithinMs, () => settle({ kind: 'queued', handle }))),
      () => (unsubscribe = outbox.entries.subscribe(look)),
    ]);
    handle.synced.then(
      (value): void => settle({ kind: 'live', value } satisfies Live<unknown>),
      (error: unknown): void => settle({ kind: 'failed', failure: toFailure(error), handle }),
    );
    tell([() => outbox.wake(), look]);
  });
}

function failed(failure: Failure): Failed {
  return { kind: 'failed', failure };
}
