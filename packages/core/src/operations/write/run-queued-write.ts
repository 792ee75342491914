import { Failure } from '../../failures/failure.ts';
import { OWNER_MISSING } from '../../failures/kinds/stream-and-queue.ts';
import { asFailure } from '../../failures/naming/as-failure.ts';
import { tell } from '../../observable/tell.ts';
import { surface } from '../../observable/web-surface.ts';
import type { OpaqueWrite } from '../operation.ts';
import type { Failed, Live, WriteOutcome } from '../outcome.ts';
import type { NewEntry, OutboxHandle, OutboxPort } from '../../ports/outbox-port.ts';
import type { QueuedRun, QueueRuntime } from '../../ports/runtime-outbox.ts';
import { atOnce } from '../../runtime/at-once.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { creatorOf } from './temporary-id.ts';
import { createHandle } from './create-handle.ts';
import { isUnstored } from './is-unstored.ts';

/**
 * Commits a write to the outbox, then waits up to `liveWithinMs` for its answer; it does not wait while the
 * device knows that it is offline. A write that cannot be stored is sent live instead, and its outcome is never
 * `queued`. Never rejects. An outcome `failed` without a handle means that nothing was kept.
 */
export async function runQueuedWrite(
  runtime: QueueRuntime,
  operation: OpaqueWrite,
  input: unknown,
  run: QueuedRun,
): Promise<WriteOutcome<unknown, 'queue'>> {
  const { budget } = runtime;
  // The runtime runs no queued write without an outbox.
  const outbox = runtime.outbox as OutboxPort;
  const { owner } = run;
  if (owner === undefined) return failed(new Failure(OWNER_MISSING, run));

  const { name, version, lane, output } = operation;
  const { expectation, invalidates, honoursKey, undoMs, maxAgeMs } = operation;
  // The runtime gives each write a key.
  let id = run.key as string;
  let isTaken = false;
  let isKept = true;
  try {
    const temporaryId = operation.temporaryId?.(input);
    const creator = creatorOf(temporaryId);
    id = creator ?? id;
    const entry: NewEntry = {
      ...(creator !== undefined && temporaryId !== undefined && { temporaryId }),
      ...{ id, owner, lane: atOnce(lane(input)), operation: name, version, input },
      ...{ expectation, invalidates, honoursKey, undoMs, maxAgeMs },
      ...{ request: run.request, incidentId: run.incidentId, traceparent: run.traceparent },
    };
    const source = { operation, describe: run.describe };
    const add = async (): Promise<void> => {
      try {
        await outbox.add(entry, undefined, source);
      } catch (error) {
        if (!outbox.sendUnkept || !isUnstored(error)) throw error;
        isKept = false;
        outbox.sendUnkept(entry, error, source);
      }
      isTaken = true;
    };
    await (budget && operation.cost
      ? budget.payForEntry(operation, input, { ...run, key: id }, outbox, add)
      : add());
  } catch (error) {
    if (!isTaken) return failed(appFailure(error, run, runtime.toFailure));
    // The outbox has the write, even if the budget fails afterwards.
    surface(error);
  }

  const handle = createHandle(outbox, id, output, run);
  if (isKept) return settleWithin(runtime, outbox, handle);
  return handle.synced.then(
    (value): Live<unknown> => ({ kind: 'live', value }),
    (error: unknown) => failed(asFailure(error, run)),
  );
}

/**
 * Resolves with whichever comes first: the answer, a block, a dead letter, or `liveWithinMs`. An exception of the
 * outbox surfaces, and ends no wait.
 */
function settleWithin(
  { liveWithinMs, platform, connectivity }: QueueRuntime,
  outbox: OutboxPort,
  handle: OutboxHandle,
): Promise<WriteOutcome<unknown, 'queue'>> {
  return new Promise((resolve) => {
    const undo: (() => void)[] = [];
    const settle = (outcome: WriteOutcome<unknown, 'queue'>): void => {
      tell(undo.splice(0));
      resolve(outcome);
    };
    const queued = (): void => settle({ kind: 'queued', handle });
    const look = (): void => {
      const state = handle.state.getSnapshot();
      if (state.kind === 'blocked') {
        settle({ kind: 'blocked', reason: state.reason, failure: state.failure, handle });
      } else if (state.kind === 'dead') {
        settle({ kind: 'failed', failure: state.failure, handle });
      } else if (connectivity.getSnapshot() === 'offline') {
        // The write is safe on this device, and the device knows that no answer is coming.
        queued();
      }
    };
    tell([
      () => undo.push(platform.schedule(liveWithinMs, queued)),
      () => undo.push(handle.state.subscribe(look)),
      () => undo.push(connectivity.subscribe(look)),
    ]);
    handle.synced.then(
      (value): void => settle({ kind: 'live', value } satisfies Live<unknown>),
      (error: unknown): void => settle({ kind: 'failed', failure: asFailure(error), handle }),
    );
    tell([() => outbox.wake(), look]);
  });
}

function failed(failure: Failure): Failed {
  return { kind: 'failed', failure };
}
