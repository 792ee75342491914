import {
  ABORTED,
  exchange,
  Failure,
  TIMEOUT,
  uuidV7,
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
  const attempt = { key, requestId: uuidV7(platform), incidentId, attempt: sends, subject: owner };
  const gaveUp = new AbortController();
  return new Promise<Interpretation>((resolve) => {
    const giveUp = (kind: FailureKind): void => {
      const { requestId } = attempt;
      const failure = new Failure(kind, { incidentId, requestId, attempts: sends });
      gaveUp.abort(failure);
      resolve({ kind: 'refused', failure });
    };
    const cancel = platform.schedule(timeoutMs, () => giveUp(TIMEOUT));
    const abort = (): void => giveUp(ABORTED);
    signal.addEventListener('abort', abort, { once: true });
    void exchange({ request, expectation, attempt, signal: gaveUp.signal }, transport, platform.now)
      .then(resolve)
      .finally(() => {
        cancel();
        signal.removeEventListener('abort', abort);
      });
  });
}
