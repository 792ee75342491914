import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import type { TransportRequest } from '../exchange/request/transport-request.ts';
import type { Naming } from '../failures/naming/as-failure.ts';
import type { createHandle } from '../operations/write/create-handle.ts';
import type { OpaqueWrite } from '../operations/operation.ts';
import type { WriteOutcome } from '../operations/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import type { Run } from '../runtime/run.ts';
import type { RuntimeBudget } from './budget-port.ts';
import type { OutboxPort } from './outbox-port.ts';

/** The parts of its runtime that a queued write needs. */
export interface QueueRuntime {
  readonly outbox?: OutboxPort | undefined;
  readonly budget?: RuntimeBudget | undefined;
  readonly connectivity: ConnectivityTracker;
  readonly liveWithinMs: number;
  readonly platform: Platform;
  readonly toFailure?: Naming | undefined;
}

/** One run of a queued write, with the request that it is about. */
export interface QueuedRun extends Run {
  readonly request: TransportRequest;
  /** The request of the operation for another input. */
  readonly describe: (input: unknown) => TransportRequest;
}

/** An outbox that can be the outbox of a runtime. */
export interface RuntimeOutbox extends OutboxPort {
  /**
   * Runs a write with `offline: 'queue'`, and never rejects. An author of an outbox gives `runQueuedWrite`. It
   * comes with the outbox, so that an app without one does not ship it.
   */
  runWrite(
    runtime: QueueRuntime,
    operation: OpaqueWrite,
    input: unknown,
    run: QueuedRun,
  ): Promise<WriteOutcome<unknown, 'queue'>>;
  /**
   * Makes the handle of an entry, also of one that an earlier page added. An author of an outbox gives `createHandle`,
   * which comes with it as `runWrite` does. @default a slice shows no state of entries of an earlier page
   */
  readonly createHandle?: typeof createHandle;
}
