import {
  ABORTED,
  exchange,
  Failure,
  nextRequestId,
  TIMEOUT,
  type FailureKind,
  type Interpretation,
  type Platform,
  type Transport,
} from '@holdfast/core';
import type { StoredEntry } from './entry-record.ts';

/**
 * Hands one entry to the network, once. Never rejects and never takes longer than `timeoutMs`, even if
 * the transport does not listen to its signal: a send that hangs would hold the lock of every tab.
 */
export function sendEntry(
  { request, expectation, key, incidentId, sends, owner }: StoredEntry,
  transport: Transport,
  platform: Platform,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Interpretation> {
  const attempt = { key, requestId: nextRequestId(), incidentId, attempt: sends, subject: owner };
  const gaveUp = new AbortController();
  return new Promise<Interpretation>((resolve) => {
    const settle = (interpretation: Interpretation): void => {
      cancel();
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
    const cancel = platform.schedule(timeoutMs, () => giveUp(TIMEOUT));
    signal.addEventListener('abort', abort, { once: true });
    const sending = { request, expectation, attempt, signal: gaveUp.signal };
    void exchange(sending, transport, platform.now).then(settle);
  });
}
