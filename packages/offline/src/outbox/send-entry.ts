import { Failure, type Transport } from '@holdfast/core';
import {
  createAlarm,
  exchange,
  nextRequestId,
  type FailureKind,
  type Interpretation,
  type Naming,
  type Platform,
} from '@holdfast/core/parts';
import { ABORTED, TIMEOUT } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';
import type { OutboxLimits } from './outbox-limits.ts';

export interface Sending {
  readonly answer: Promise<Interpretation>;
  /** Call it now and then while the send waits, because the host may have lost the timer. */
  look(): void;
  /** Ends the send early, as if its time were over. */
  giveUp(): void;
}

export interface SendContext {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: Pick<OutboxLimits, 'sendTimeoutMs'>;
  /** Names an error of the app's own code within the transport. */
  readonly toFailure?: Naming | undefined;
}

/**
 * Hands one entry to the network, once. The answer never rejects and never takes longer than `sendTimeoutMs`, even
 * if the transport does not listen to its signal: a send that hangs would hold the lock of every tab.
 */
export function sendEntry(
  { request, expectation, key, incidentId, sends, owner }: StoredEntry,
  { transport, platform, limits, toFailure }: SendContext,
  signal: AbortSignal,
): Sending {
  const requestId = nextRequestId();
  const gaveUp = new AbortController();
  let settle!: (interpretation: Interpretation) => void;
  let isOver = false;
  const answer = new Promise<Interpretation>((resolve) => {
    settle = (interpretation) => {
      isOver = true;
      limit.clear();
      signal.removeEventListener('abort', abort);
      resolve(interpretation);
    };
  });
  const end = (kind: FailureKind): void => {
    const failure = new Failure(kind, { incidentId, requestId, attempts: sends });
    gaveUp.abort(failure);
    settle({ kind: 'refused', failure });
  };
  const abort = (): void => end(ABORTED);
  const giveUp = (): void => end(TIMEOUT);
  const limit = createAlarm(platform, giveUp);
  const look = (): void => {
    if (!isOver) limit.set(limits.sendTimeoutMs);
  };
  look();
  signal.addEventListener('abort', abort);
  const attempt = { key, requestId, incidentId, attempt: sends, owner };
  const sending = { request, expectation, attempt, signal: gaveUp.signal, toFailure };
  void exchange(sending, transport, platform.now).then(settle);
  return { answer, look, giveUp };
}
