import type { ConnectivityEvidence } from '../connectivity/connectivity.ts';
import { evidenceOf } from '../connectivity/evidence-of.ts';
import { exchange } from '../exchange/exchange.ts';
import type { Expectation } from '../exchange/answer/expectation.ts';
import type { ReadStep } from '../exchange/read-step.ts';
import type { TransportRequest } from '../exchange/request/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { SUBJECT_MISMATCH } from '../failures/kinds/identity.ts';
import { tell } from '../observable/tell.ts';
import type { Bill } from '../ports/budget-port.ts';
import { appFailure } from './app-failure.ts';
import type { Guard, Runtime } from './holdfast-options.ts';
import { refuseIfDisposed } from './refuse-if-disposed.ts';
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
  /** @default the request is free */
  readonly bill?: Bill | undefined;
  /** Whether the address is a server's own. @default false */
  readonly pinned?: boolean;
  /** How an answer is read. @default whole */
  readonly read?: ReadStep | undefined;
}

/**
 * Sends a request under its guard and gives the accepted value. Rejects with the `Failure` of the
 * last attempt. Every attempt is evidence for connectivity. Rejects with `SUBJECT_MISMATCH` before an attempt when
 * another user has signed in since the app asked.
 */
export async function send(runtime: Runtime, sending: Sending): Promise<unknown> {
  const { name, guard = plainCall, effect, bill, run, ...sent } = sending;
  const { toFailure } = runtime;
  const { key, signal, progress, fresh, incidentId, requestId, owner, traceparent } = run;
  let isSent = false;
  const work: Parameters<Guard>[0] = async (context): Promise<unknown> => {
    const { attempt: count } = context;
    const attempt = { key, requestId, incidentId, attempt: count, owner, traceparent };
    refuseIfDisposed(runtime);
    const { subject } = runtime.identity.getSnapshot() ?? { subject: owner };
    // Another user may have signed in while the request waited, and it would be sent with the credentials of that user.
    // A read that was asked for without a user belongs to every user. No server has refused, so there is no status.
    const isForAll = owner === undefined && effect === 'none';
    if (subject !== owner && !isForAll) {
      throw new Failure({ ...SUBJECT_MISMATCH, status: undefined });
    }
    isSent = true;
    const interpretation = await exchange(
      { ...sent, attempt, progress, fresh, toFailure, signal: context.signal },
      runtime.transport,
      runtime.platform.now,
    );
    const { costMicros } = interpretation;
    if (costMicros !== undefined) tell([() => bill?.charge(costMicros)]);
    if (interpretation.kind === 'accepted') {
      note('answered');
      return interpretation.value;
    }
    const { failure } = interpretation;
    if (failure.effect !== 'none') tell([() => bill?.doubt()]);
    note(evidenceOf(failure));
    throw failure;
  };
  try {
    return await guard(work as never, { signal, key, effect, incidentId, name });
  } catch (error) {
    throw isSent ? error : appFailure(error, run, toFailure);
  }

  function note(evidence: ConnectivityEvidence | undefined): void {
    if (evidence) tell([() => runtime.connectivity.note(evidence, sent.request.url)]);
  }
}
