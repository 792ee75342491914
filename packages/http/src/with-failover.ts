import { Failure, isFailure, type Transport } from '@holdfast/core';
import {
  plainKindOfStatus,
  type Answer,
  type OpenAnswer,
  type Platform,
  type SendOptions,
  type TransportRequest,
  webAnySignal,
  webClock,
  requireOptions,
} from '@holdfast/core/parts';
import { TIMEOUT } from '@holdfast/core/failures';
import type { Failover } from '@holdfast/core/health';
import { restUnder, slashed } from './base-url.ts';
import { repeatable } from './methods.ts';
import { untilAborted } from './until-aborted.ts';

export interface FailoverTransportOptions {
  /**
   * The base that requests have. The address of a server takes its place; requests to other addresses are sent
   * unchanged. @default '/'
   */
  readonly baseUrl?: string;
  /**
   * Milliseconds after which a server without an answer counts as silent, and the request goes to the next one.
   * @default 30_000
   */
  readonly answerWithinMs?: number;
  /** @default webClock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

/**
 * Wraps a transport, so that a request goes to another server when the first does not answer or is broken. Requests
 * under `baseUrl` go to the addresses of the failover. A read may always go to another server. A write whose effect
 * is unknown goes there only if its method is idempotent (RFC 9110 §9.2.2) or it has an `Idempotency-Key`; the
 * servers must then share their keys.
 *
 * A stream stays with the server that began it, because only that server knows the address of the stream.
 *
 * When all servers have failed, it gives the last answer, or rejects with the last failure. For a retry policy all
 * of this is one attempt.
 */
export function withFailover(
  transport: Transport,
  failover: Pick<Failover, 'run'>,
  options: FailoverTransportOptions = {},
): Transport {
  requireOptions('withFailover', options, {
    baseUrl: 'a text?',
    answerWithinMs: 'a number above 0?',
    platform: 'an object with schedule?',
  });
  const { baseUrl = '/', answerWithinMs = 30_000, platform = webClock } = options;

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

  const open = transport.open?.bind(transport);
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
