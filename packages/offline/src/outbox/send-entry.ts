import { Failure, type Transport } from '@holdfast/core';
import {
  createAlarm,
  exchange,
  nextRequestId,
  type FailureKind,
  type Interpretation,
  type Platform,
} from '@holdfast/core/parts';
import { ABORTED, TIMEOUT } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';

export interface SendLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /**
   * Receives a function to call now and then while the send waits, because the host may have lost the timer.
   */
  readonly waits?: (look: () => void) => void;
  /** Receives a function that ends the send early, as if its time were over. */
  readonly begun?: (giveUp: () => void) => void;
}

/**
 * Hands one entry to the network, once. Never rejects and never takes longer than `timeoutMs`, even if
 * the transport does not listen to its signal: a send that hangs would hold the lock of every tab.
 */
export function sendEntry(
  { request, expectation, key, incidentId, sends, owner }: StoredEntry,
  transport: Transport,
  platform: Platform,
  { timeoutMs, signal, waits, begun }: SendLimits,
): Promise<Interpretation> {
  const attempt = { key, requestId: nextRequestId(), incidentId, attempt: sends, subject: owner };
  const gaveUp = new AbortController();
  return new Promise<Interpretation>((resolve) => {
    let isOver = false;
    const settle = (interpretation: Interpretation): void => {
      isOver = true;
      limit.clear();
      signal.removeEventListener('abort', abort);
      resolve(interpretation);
    };
    const giveUp = (kind: FailureKind): void => {
      const { requestId } = attempt;
      const failure = new Failure(kind, { incidentId, requestId, attempts: sends });
      gaveUp.abort(failure);
      settle({ kind: 'refused', failure });
    };
    const abort = (): void => giveUp(ABORTED);
    const timeOut = (): void => giveUp(TIMEOUT);
    const limit = createAlarm(platform, timeOut);
    const look = (): void => {
      if (!isOver) limit.set(timeoutMs);
    };
    look();
    waits?.(look);
    begun?.(timeOut);
    signal.addEventListener('abort', abort, { once: true });
    const sending = { request, expectation, attempt, signal: gaveUp.signal };
    void exchange(sending, transport, platform.now).then(settle);
  });
}
