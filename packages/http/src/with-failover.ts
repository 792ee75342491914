import {
  Failure,
  isFailure,
  plainKindOfStatus,
  type Answer,
  type OpenAnswer,
  type Transport,
  type TransportRequest,
} from '@holdfast/core';
import type { Failover } from '@holdfast/core/health';
import { restUnder, slashed } from './base-url.ts';
import { repeatable } from './methods.ts';

export interface FailoverTransportOptions {
  /** What the servers' addresses stand for; what does not lie under it is sent as it is. @default '/' */
  readonly baseUrl?: string;
}

/**
 * A transport that goes on to another server when one does not answer, or answers as only a broken one
 * does. What lies under `baseUrl` is sent to the addresses of the failover instead. Reads go on freely;
 * what changes something goes on after an unknown effect only when it is idempotent (RFC 9110 §9.2.2) or
 * carries an `Idempotency-Key`, which the servers must then share.
 *
 * A stream stays with the server that began it: only that one knows the address it told.
 *
 * When all are tried, the last answer is the answer. The servers tried are one attempt to a retry policy.
 */
export function withFailover(
  transport: Transport,
  failover: Pick<Failover, 'run'>,
  options: FailoverTransportOptions = {},
): Transport {
  const { baseUrl = '/' } = options;

  async function carry<T extends Pick<Answer, 'status'>>(
    request: TransportRequest,
    pinned: boolean | undefined,
    send: (request: TransportRequest) => Promise<T>,
    discard: (answer: T) => void = () => {},
  ): Promise<T> {
    const { method, url, headers } = request;
    const rest = pinned ? undefined : restUnder(baseUrl, url);
    if (rest === undefined) return send(request);
    let broken: T | undefined;
    try {
      return await failover.run(
        async (server) => {
          if (broken) discard(broken);
          broken = undefined;
          const answer = await send({ ...request, url: slashed(server) + rest });
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

  const { open } = transport;
  return {
    send: (request, sendOptions) =>
      carry(request, sendOptions?.pinned, (changed) => transport.send(changed, sendOptions)),
    ...(open && {
      open: (request, sendOptions) =>
        carry(request, sendOptions?.pinned, (changed) => open(changed, sendOptions), discardBody),
    }),
  };
}

// An answer nobody reads would hold its connection.
function discardBody({ body }: OpenAnswer): void {
  body.cancel().catch(() => {});
}
