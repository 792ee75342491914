import { abortFailure } from '../failures/abort-failure.ts';
import { failureOf } from '../failures/failure-of.ts';
import { withContext } from '../failures/failure.ts';
import { asFailure, type Naming } from '../failures/naming/as-failure.ts';
import type { Attempt } from './request/attempt-headers.ts';
import { withAttemptHeaders } from './request/attempt-headers.ts';
import type { Expectation } from './answer/expectation.ts';
import type { Interpretation } from './answer/interpret.ts';
import { interpret } from './answer/interpret.ts';
import type { TransportRequest } from './request/request-description.ts';
import { unsendableRequest } from './request/unsendable-request.ts';
import { readWhole, type ReadStep } from './read-step.ts';
import type { SendOptions, Transport } from './transport.ts';

export interface Exchange extends SendOptions {
  readonly request: TransportRequest;
  readonly expectation: Expectation;
  readonly attempt: Attempt;
  /** How the answer is read: whole, or left open for a stream. @default readWhole */
  readonly read?: ReadStep | undefined;
  /**
   * Names an error of the app's own code within the transport, such as a hook. @default an abort of the given
   * signal, else `asFailure`
   */
  readonly toFailure?: Naming | undefined;
}

/**
 * One attempt: adds the headers, sends the request, reads the answer and interprets it. Never rejects; the
 * interpretation says what went wrong. This is the only way a request leaves Holdfast, from a page or from a worker.
 */
export async function exchange(
  { request, expectation, attempt, toFailure, read = readWhole, ...options }: Exchange,
  transport: Transport,
  now: () => number,
): Promise<Interpretation> {
  let isSent = false;
  try {
    const complete = withAttemptHeaders(request, attempt);
    const mistake = unsendableRequest(complete);
    if (mistake) throw mistake;
    isSent = true;
    return await read(transport, complete, options, (answer) =>
      interpret(answer, expectation, attempt, now(), request.body, request),
    );
  } catch (error) {
    const { requestId, incidentId } = attempt;
    const known = { requestId, incidentId, attempts: attempt.attempt };
    const failure = withContext(name(error), isSent ? known : { ...known, effect: 'none' });
    return { kind: 'refused', failure };
  }

  function name(error: unknown): ReturnType<Naming> {
    const { signal } = options;
    const aborted = signal?.aborted ? abortFailure(signal, error) : undefined;
    return failureOf(error) ?? aborted ?? (toFailure ?? asFailure)(error);
  }
}
