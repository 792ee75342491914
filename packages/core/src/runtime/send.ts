import { exchange } from '../exchange/exchange.ts';
import type { Expectation } from '../exchange/interpret.ts';
import type { TransportRequest } from '../exchange/request-description.ts';
import type { Bill } from '../ports/budget-port.ts';
import type { Guard, Runtime } from './holdfast-options.ts';
import type { Run } from './run.ts';

const plainCall: Guard = (work, { signal }) =>
  work({ signal: signal ?? new AbortController().signal, attempt: 1 });

export interface Sending {
  readonly name: string;
  readonly request: TransportRequest;
  readonly expectation: Expectation;
  readonly guard: Guard | undefined;
  readonly effect: 'none' | 'unknown';
  readonly run: Run;
  readonly bill: Bill;
  /** Whether the address is a server's own. @default false */
  readonly pinned?: boolean;
  /** How one attempt is made. @default exchange */
  readonly via?: typeof exchange | undefined;
}

/**
 * Sends a request under its guard and gives the accepted value. Rejects with the `Failure` of the
 * last attempt. Every attempt is evidence for connectivity.
 */
export function send(runtime: Runtime, sending: Sending): Promise<unknown> {
  const { name, request, expectation, guard = plainCall, effect, bill, via = exchange } = sending;
  const { pinned } = sending;
  const { key, signal, progress, fresh, incidentId, requestId, subject } = sending.run;
  return guard(
    async (context) => {
      const attempt = { key, requestId, incidentId, attempt: context.attempt, subject };
      const interpretation = await via(
        { request, expectation, attempt, progress, fresh, pinned, signal: context.signal },
        runtime.transport,
        runtime.platform.now,
      );
      if (interpretation.costMicros !== undefined) bill.charge(interpretation.costMicros);
      if (interpretation.kind === 'accepted') {
        runtime.connectivity.note('answered');
        return interpretation.value;
      }
      const { failure } = interpretation;
      if (failure.effect !== 'none') bill.doubt();
      if (failure.code !== 'ABORTED') {
        runtime.connectivity.note(failure.family === 'network' ? 'unanswered' : 'answered');
      }
      throw failure;
    },
    { signal, key, effect, incidentId, name },
  );
}
