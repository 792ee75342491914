import { type Guard, type Platform, toNetworkFailure, webNow } from '@holdfast/core';
import { type FetchArguments, readArguments } from './fetch-arguments.ts';
import { isAnswerOf, toAnswerFailure } from './answer-failure.ts';

export interface ResilientFetchOptions {
  /** The policies around each request: a compiled `pipeline`. @default one attempt, as `fetch` does it */
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
 * policy which ended the call. Policies end with the head of the answer; reading its body is the
 * caller's, as is the signal for it.
 */
export function resilientFetch(fetch: Fetch, options: ResilientFetchOptions = {}): Fetch {
  const { guard, platform = { now: webNow } } = options;
  // Without policies there is nothing to add, not even a name for what goes wrong.
  if (!guard) return (input, init) => fetch(input, init);

  return async (input, init) => {
    const request = readArguments(input, init);
    let refused: Response | undefined;

    try {
      return await guard(
        async ({ signal, attempt }) => {
          discard(refused);
          refused = undefined;
          const response = await send(fetch, request, signal);
          if (response.status < 400) return response;
          refused = response;
          throw toAnswerFailure(response, request, attempt, platform.now());
        },
        { signal: request.signal, key: request.key, effect: request.effect },
      );
    } catch (error) {
      if (refused && isAnswerOf(error, refused) && !request.signal?.aborted) return refused;
      discard(refused);
      throw request.signal?.aborted ? request.signal.reason : error;
    }
  };
}

async function send(
  fetch: Fetch,
  request: FetchArguments,
  attempt: AbortSignal,
): Promise<Response> {
  const { signal: caller } = request;
  // The attempt's signal rests once the head is there; the caller's must still reach the body.
  const signal = caller ? AbortSignal.any([caller, attempt]) : attempt;
  try {
    const response = await fetch(...request.forAttempt(signal));
    if (!attempt.aborted) return response;
    // A `fetch` that does not listen to its signal; its attempt is long over.
    discard(response);
    throw attempt.reason;
  } catch (error) {
    throw request.once(toNetworkFailure(error, signal));
  }
}

// An answer nobody reads would hold its connection.
function discard(response: Response | undefined): void {
  response?.body?.cancel().catch(() => {});
}
