import {
  ATTEMPT_HEADER,
  type Guard,
  isFailure,
  nextRequestId,
  type Platform,
  REQUEST_ID_HEADER,
  toNetworkFailure,
  webNow,
} from '@holdfast/core';
import { readArguments } from './fetch-arguments.ts';
import { toAnswerFailure } from './answer-failure.ts';
import { webSameOrigin } from './web-same-origin.ts';

export interface ResilientFetchOptions {
  /** The policies around each request: a compiled `pipeline`. @default just what `fetch` does */
  readonly guard?: Guard;
  /** @default the wall clock */
  readonly platform?: Pick<Platform, 'now'>;
}

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` under policies, to be put wherever a `fetch` is expected.
 *
 * It resolves with a `Response` of any status, like `fetch`; a status from 400 up is a failed attempt to
 * the policies, and when they do not try again, the last `Response` is what it resolves with. Attempts
 * are repeated only where that cannot do anything twice: for methods that are idempotent (RFC 9110
 * §9.2.2), for requests with an `Idempotency-Key`, and when the server certainly did nothing. A body
 * that can be read only once is sent once.
 *
 * It rejects with the reason of the caller's own signal, like `fetch`, and otherwise only with a
 * `Failure`: `NETWORK_FAILED` where `fetch` has a `TypeError`, which is then its `cause`, or that of the
 * policy which ended the call.
 *
 * The timeout of the attempt and the deadline hold until the body is read to its end, which they make
 * fail with their `Failure`; a body that may stream for ever wants a guard without them. That of a
 * refusal stands under the deadline alone, and nothing under limits outside of a hedge. All other
 * policies end with the head.
 *
 * Each attempt says which it is: `x-request-id`, the same on all of them and in place of one that the
 * caller gave, and `holdfast-attempt`. They are left out where a page asks another origin, which would
 * have to allow them first (CORS).
 */
export function resilientFetch(fetch: Fetch, options: ResilientFetchOptions = {}): Fetch {
  const { guard, platform = { now: webNow } } = options;
  // Without policies there is nothing to add, not even a name for what goes wrong.
  if (!guard) return (input, init) => fetch(input, init);

  return async (input, init) => {
    const request = readArguments(input, init);
    const requestId = nextRequestId();
    const { signal: caller } = request;
    let refused: Response | undefined;

    try {
      return await guard(
        async ({ signal: ours, attempt }) => {
          discard(refused);
          refused = undefined;
          // The limits hold while the body is read; so must the caller's signal.
          const signal = caller ? AbortSignal.any([caller, ours]) : ours;
          const named = { [REQUEST_ID_HEADER]: requestId, [ATTEMPT_HEADER]: `${attempt}` };
          let response: Response;
          try {
            const headers = webSameOrigin(request.url) ? named : {};
            response = await fetch(...request.again(headers, { signal }));
            // A `fetch` that does not listen to its signal; its attempt is long over.
            if (ours.aborted) {
              discard(response);
              throw ours.reason;
            }
          } catch (error) {
            throw request.once(toNetworkFailure(error, signal));
          }
          if (response.status < 400) return response;
          refused = response;
          throw toAnswerFailure(response, request, attempt, platform.now());
        },
        { ...request, lasting: true },
      );
    } catch (error) {
      // The answer is why the call ended, rather than a policy or the network: those have no status.
      const isAnswer = isFailure(error) && error.status === refused?.status;
      if (refused && isAnswer && !caller?.aborted) return refused;
      discard(refused);
      throw caller?.aborted ? caller.reason : error;
    }
  };
}

// An answer nobody reads would hold its connection.
function discard(response: Response | undefined): void {
  response?.body?.cancel().catch(() => {});
}
