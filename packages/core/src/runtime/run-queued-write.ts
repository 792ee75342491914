import { toTransportRequest } from '../exchange/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { RESPONSE_INVALID } from '../failures/kinds/contract.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { ENTRY_CANCELLED, OWNER_MISSING } from '../failures/kinds/stream-and-queue.ts';
import { toFailure } from '../failures/to-failure.ts';
import type { OpaqueWrite, WriteOperation } from '../operations/operation.ts';
import type { Failed, Live, WriteOutcome } from '../operations/outcome.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import type { OutboxHandle, OutboxPort } from '../ports/outbox-port.ts';
import { parseWith } from '../schema/parse-with.ts';
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
  const add = (): Promise<void> =>
    outbox.add({
      id,
      owner,
      lane: lane(input),
      operation: name,
      version,
      request: toTransportRequest(request(input), runtime.baseUrl),
      expectation,
      invalidates,
      honoursKey,
      incidentId: run.incidentId,
      input,
    });
  try {
    const paid = budget && paidOf(operation, input, { ...run, key: id });
    await (budget && paid ? budget.payQueued(paid, outbox, add) : add());
  } catch (error) {
    return failed(toFailure(error, run));
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
  const synced = outbox.settled(id).then(async (settlement) => {
    if (settlement.kind === 'cancelled') throw new Failure(ENTRY_CANCELLED, run);
    const parsed = await parseWith(output, settlement.value);
    if (!parsed.ok)
      throw new Failure(RESPONSE_INVALID, { ...run, details: { issues: parsed.issues } });
    return parsed.value;
  });
  // Nobody has to listen: the outcome and the entry list tell the same.
  synced.catch(() => {});
  return { id, synced };
}

/** The first of: the answer, a block, a death, `liveWithinMs`. */
function settleWithin(
  { liveWithinMs, platform }: Runtime,
  outbox: OutboxPort,
  handle: OutboxHandle,
): Promise<WriteOutcome<unknown, 'queue'>> {
  return new Promise((resolve) => {
    const settle = (outcome: WriteOutcome<unknown, 'queue'>): void => {
      cancelTimer();
      unsubscribe();
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
    const cancelTimer = platform.schedule(liveWithinMs, () => settle({ kind: 'queued', handle }));
    const unsubscribe = outbox.entries.subscribe(look);
    handle.synced.then(
      (value): void => settle({ kind: 'live', value } satisfies Live<unknown>),
      (error: unknown): void => settle({ kind: 'failed', failure: toFailure(error), handle }),
    );
    outbox.wake();
    look();
  });
}

function failed(failure: Failure): Failed {
  return { kind: 'failed', failure };
}
