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
import { ABORTED, CROSS_ORIGIN_REFUSED, TIMEOUT } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';
import { originOf } from './origin-of.ts';
import type { OutboxLimits } from './outbox-limits.ts';

export interface Sending {
  readonly answer: Promise<Interpretation>;
  /**
   * Ends a send whose time is over. Call it now and then while the send waits, because the host may have lost the
   * timer.
   */
  look(): void;
  /** Ends the send early, as if its time were over. */
  giveUp(): void;
}

export interface SendContext {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: Pick<OutboxLimits, 'sendTimeoutMs' | 'uploadBytesPerSecond'>;
  /** Names an error of the app's own code within the transport. */
  readonly toFailure?: Naming | undefined;
  /** The origin of the page or worker; `undefined` where requests know no origin. */
  readonly ownOrigin?: string | undefined;
}

/**
 * Hands one entry to the network, once. The answer never rejects and never takes longer than its limit, even
 * if the transport does not listen to its signal: a send that hangs would hold the lock of every tab.
 */
export function sendEntry(
  entry: StoredEntry,
  { transport, platform, limits, toFailure, ownOrigin }: SendContext,
  signal: AbortSignal,
): Sending {
  const { request, expectation, key, incidentId, sends, owner, traceparent } = entry;
  // The upload time counts in whole seconds, so that a small body adds nothing.
  const uploadMs = (bytes: number): number =>
    Math.floor(bytes / limits.uploadBytesPerSecond) * 1_000;
  const startedAt = platform.monotonic();
  let waitMs = limits.sendTimeoutMs + uploadMs(request.body?.length ?? 0);
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
    if (!isOver) limit.set(waitMs);
  };
  /**
   * From now on a silence ends the send. Bytes that have left the page may still wait in the host, so they get their
   * upload time.
   */
  const sent = (bytes: number): void => {
    const sinceMs = platform.monotonic() - startedAt;
    waitMs = limits.sendTimeoutMs + Math.max(0, uploadMs(bytes) - sinceMs);
    limit.clear();
    look();
  };
  look();
  signal.addEventListener('abort', abort);
  const attempt = { key, requestId, incidentId, attempt: sends, owner, traceparent };
  const upload = { id: entry.id, sent };
  const sending = { request, expectation, attempt, upload, signal: gaveUp.signal, toFailure };
  /**
   * A browser does not tell a request that it does not let through from a dead network. So a second silence in a row
   * of another origin is compared with a plain request, which needs no permission to be sent.
   */
  const compared = async (said: Interpretation): Promise<Interpretation> => {
    const origin = originOf(entry);
    const wasSilent = entry.rest !== undefined || entry.refusals > 0;
    const isElsewhere = ownOrigin !== undefined && origin !== '' && origin !== ownOrigin;
    const isSilent = said.kind === 'refused' && said.failure.code === 'NETWORK_FAILED';
    if (!isSilent || !isElsewhere || !wasSilent || isOver) return said;
    const plain = { method: 'HEAD', url: request.url, headers: {}, body: null } as const;
    try {
      await transport.send(plain, { signal: gaveUp.signal });
    } catch {
      return said;
    }
    const { requestId: id, cause } = said.failure;
    const failure = new Failure(CROSS_ORIGIN_REFUSED, { incidentId, requestId: id, cause });
    return { kind: 'refused', failure };
  };
  void exchange(sending, transport, platform.now).then(compared).then(settle);
  return { answer, look, giveUp };
}
