import { exchange } from '../exchange/exchange.ts';
import type { Expectation } from '../exchange/interpret.ts';
import type { TransportRequest } from '../exchange/request-description.ts';
import type { Guard } from './holdfast-options.ts';
import type { Run, Runtime } from './runtime.ts';

const plainCall: Guard = (work, { signal }) =>
  work({ signal: signal ?? new AbortController().signal, attempt: 1 });

/**
 * Sends a request under a guard and gives the accepted value. Rejects with the `Failure` of the last
 * attempt. Every attempt is evidence for connectivity.
 */
export function send(
  runtime: Runtime,
  guard: Guard = plainCall,
  request: TransportRequest,
  expectation: Expectation,
  { key, signal, incidentId, requestId }: Run,
  name: string,
): Promise<unknown> {
  const subject = runtime.identity.getSnapshot()?.subject;
  return guard(
    async ({ signal: attemptSignal, attempt }) => {
      const interpretation = await exchange(
        {
          request,
          expectation,
          attempt: { key, requestId, incidentId, attempt, subject },
          signal: attemptSignal,
        },
        runtime.transport,
        runtime.platform.now,
      );
      if (interpretation.kind === 'accepted') {
        runtime.connectivity.note('answered');
        return interpretation.value;
      }
      const { failure } = interpretation;
      if (failure.code !== 'ABORTED') {
        runtime.connectivity.note(failure.family === 'network' ? 'unanswered' : 'answered');
      }
      throw failure;
    },
    { signal, key, incidentId, name },
  );
}
