import { Failure, isFailure, type Transport } from '@holdfast/core';
import {
  plainKindOfStatus,
  type Answer,
  type OpenAnswer,
  type Platform,
  type SendOptions,
  type TransportRequest,
  webAnySignal,
  webPlatform,
} from '@holdfast/core/parts';
import { TIMEOUT } from '@holdfast/core/failures';
import type { Failover } from '@holdfast/core/health';
import { restUnder, slashed } from './base-url.ts';
import { repeatable } from './methods.ts';
import { untilAborted } from './until-aborted.ts';

export interface FailoverTransportOptions {
  /** The address that the servers' addresses stand for. Requests to other addresses are sent unchanged. @default '/' */
  readonly baseUrl?: string;
  /**
   * Milliseconds after which a server that has not answered counts as silent, and the next is asked.
   * @default 30_000
   */
  readonly answerWithinMs?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'schedule'>;
}

/**
 * A transport that goes on to another server when one does not answer, or answers as only a broken server does. It
 * sends requests under `baseUrl` to the addresses of the failover instead. Reads go on freely. A write goes on after
 * an unknown effect only if it is idempotent (RFC 9110 §9.2.2) or carries an `Idempotency-Key`, which the servers
 * must then share.
 *
 * A stream stays with the server that began it, because only that server knows the address of the stream.
 *
 * When all are tried, the last answer is the answer. The servers tried are one attempt to a retry policy.
 */
export function withFailover(
  transport: Transport,
  failover: Pick<Failover, 'run'>,
  options: FailoverTransportOptions = {},
): Transport {
  const { baseUrl = '/', answerWithinMs = 30_000, platform = webPlatform } = options;

  async function carry<T extends Pick<Answer, 'status'>>(
    request: TransportRequest,
    { pinned, signal }: SendOptions,
    send: (request: TransportRequest, signal: AbortSignal | undefined) => Promise<T>,
    discard: (answer: T) => void = () => {},
  ): Promise<T> {
    const { method, url, headers } = request;
    const rest = pinned ? undefined : restUnder(baseUrl, url);
    if (rest === undefined) return send(request, signal);
    let broken: T | undefined;
    try {
      return await failover.run(
        async (server) => {
          if (broken) discard(broken);
          broken = undefined;
          const answer = await within(signal, (limited) =>
            send({ ...request, url: slashed(server) + rest }, limited),
          );
          if (answer.status < 500) return answer;
          broken = answer;
          throw new Failure(plainKindOfStatus(answer.status), { status: answer.status });
        },
        repeatable(method, url, headers['idempotency-key']),
      );
    } catch (error) {
      if (broken && isFailure(error, plainKindOfStatus(broken.status).code)) return broken;
      throw error;
    }
  }

  /** Gives up a server that does not answer in time. Reading an answer may take as long as it needs. */
  async function within<T>(
    caller: AbortSignal | undefined,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = new AbortController();
    const cancel = platform.schedule(answerWithinMs, () => limit.abort(new Failure(TIMEOUT)));
    const signal = caller ? webAnySignal([caller, limit.signal]) : limit.signal;
    try {
      return await untilAborted(send(signal), limit.signal);
    } finally {
      cancel();
    }
  }

  const { open } = transport;
  return {
    send: (request, sendOptions = {}) =>
      carry(request, sendOptions, (changed, signal) =>
        transport.send(changed, { ...sendOptions, ...(signal && { signal }) }),
      ),
    ...(open && {
      open: (request, sendOptions = {}) =>
        carry(
          request,
          sendOptions,
          (changed, signal) => open(changed, { ...sendOptions, ...(signal && { signal }) }),
          discardBody,
        ),
    }),
  };
}

// An unread answer would hold its connection.
function discardBody({ body }: OpenAnswer): void {
  body.cancel().catch(() => {});
}
