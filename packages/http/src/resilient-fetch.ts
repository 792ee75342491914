import { Failure, isFailure } from '@holdfast/core';
import {
  ATTEMPT_HEADER,
  fetchFailure,
  type Guard,
  nextRequestId,
  nextSpan,
  type Platform,
  REQUEST_ID_HEADER,
  retryAfterMs,
  TRACE_HEADER,
  webAnySignal,
  webNow,
  requireOptions,
} from '@holdfast/core/parts';
import { DEFECT } from '@holdfast/core/failures';
import { type FetchArguments, readArguments } from './fetch-arguments.ts';
import { OF_FETCH, toFetchError } from './fetch-error.ts';
import { toAnswerFailure } from './answer-failure.ts';
import { webSameOrigin } from './web-same-origin.ts';

export interface ResilientFetchOptions {
  /** The policies around each request: a `pipeline`. @default none: it works like the given `fetch` */
  readonly guard?: Guard;
  /**
   * Reads from the headers of a refusal how long the server asks to wait, in milliseconds. `foreignWaitMs` of
   * `@holdfast/http/foreign` reads every form that servers use. A reader that throws, or returns no number, counts as
   * having read no wait.
   * @default `retry-after-ms`, and `Retry-After` in seconds or as a date
   */
  readonly waitMsOf?: (
    headers: Readonly<Record<string, string>>,
    now: number,
  ) => number | undefined;
  /** @default the wall clock */
  readonly platform?: Pick<Platform, 'now'>;
}

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` under policies. Use it wherever a `fetch` is expected.
 *
 * It resolves with a `Response` of any status, like `fetch`. For the policies a status from 400 up is a failed
 * attempt. When they do not try again, it resolves with the last `Response`. It repeats a request only when the
 * request cannot take effect twice: with an idempotent method (RFC 9110 §9.2.2), with an `Idempotency-Key`, or when
 * the server certainly did nothing. It never repeats a request whose body can be read only once.
 *
 * It rejects as `fetch` does: with the reason of the caller's own signal; with a `TypeError` for network trouble
 * and for a policy that refuses the request; with a `TimeoutError` when a timeout or deadline is over. The `cause`
 * of the last two is the `Failure`, which `failureOf` finds. Any other error of the given `fetch` passes through
 * unchanged. Its request is not repeated and counts against no circuit, unless the error is a `TimeoutError` or a
 * failure whose `retry` is not `'never'`.
 *
 * The timeout and the deadline hold until the body is read to its end; when one is over, reading fails with a
 * `TimeoutError`. Use a guard without them for a body that may stream for ever. For the body of a refusal only the
 * deadline holds. Limits outside of a hedge do not hold for any body. All other policies end when the head of the
 * answer has come.
 *
 * A request is sent as the caller made it. Each attempt adds three headers: `holdfast-attempt`; `x-request-id`, the
 * caller's or one for all attempts; and `traceparent`, a span of its own in the trace of the caller's header, or in one
 * trace for all attempts. A page does not send them to another origin, which would have to allow them first (CORS).
 */
export function resilientFetch(fetch: Fetch, options: ResilientFetchOptions = {}): Fetch {
  requireOptions('resilientFetch', options, {
    guard: 'a function?',
    waitMsOf: 'a function?',
    platform: 'an object with now?',
  });

  const { guard, platform = { now: webNow }, waitMsOf = retryAfterMs } = options;
  // Without policies there is nothing to add, not even a name for an error.
  if (!guard) return (input, init) => fetch(input, init);

  return async (input, init) => {
    const request = readArguments(input, init);
    const isNamed = webSameOrigin(request.url);
    const requestId = request.requestId ?? (isNamed ? nextRequestId() : undefined);
    const trace = nextSpan(request.traceparent);
    const { signal: caller } = request;
    let refused: Response | undefined;
    let foreign: { readonly error: unknown; readonly code: string } | undefined;

    try {
      return await guard(
        async ({ signal: limits, attempt }) => {
          discard(refused);
          refused = foreign = undefined;
          const ours = new AbortController();
          limits.addEventListener('abort', () =>
            ours.abort(toFetchError(limits.reason, requestId)),
          );
          // The limits hold while the body is read; so must the caller's signal.
          const signal = caller ? webAnySignal([caller, ours.signal]) : ours.signal;
          const names = isNamed && {
            [ATTEMPT_HEADER]: `${attempt}`,
            [REQUEST_ID_HEADER]: requestId as string,
            [TRACE_HEADER]: nextSpan(trace),
          };
          let response: Response;
          try {
            response = await fetch(...request.again(names || {}, { signal }));
            // This `fetch` does not listen to its signal, and its attempt is long over.
            if (limits.aborted) {
              discard(response);
              throw limits.reason;
            }
          } catch (error) {
            const failure = nameOf(error, request, signal);
            if (!signal.aborted && !OF_FETCH.has(failure.code)) {
              foreign = { error, code: failure.code };
            }
            throw request.once(failure);
          }
          // A test's stand-in for a response may have no status, or be `undefined`.
          const { status = 0 } = Object(response) as Partial<Response>;
          if (status < 400) return response;
          refused = response;
          throw toAnswerFailure(response, request, attempt, (headers) => {
            try {
              const waitMs = waitMsOf(headers, platform.now()) ?? 0;
              return waitMs > 0 ? waitMs : undefined;
            } catch {
              // A reader of the app that throws must not take the answer from the caller.
              return undefined;
            }
          });
        },
        { ...request, lasting: true },
      );
    } catch (error) {
      // A failure with a status says that the answer ended the call. The failures of policies and of the network have
      // none.
      const isAnswer = isFailure(error) && error.status === refused?.status;
      if (refused && isAnswer && !caller?.aborted) return refused;
      discard(refused);
      if (caller?.aborted) throw caller.reason;
      throw foreign && isFailure(error, foreign.code)
        ? foreign.error
        : toFetchError(error, requestId);
    } finally {
      request.done();
    }
  };
}

/**
 * A request that no `fetch` can send is the caller's mistake, under any error name of the engine. An error that is
 * not the network's is the app's own.
 */
function nameOf(error: unknown, request: FetchArguments, signal: AbortSignal): Failure {
  const mistake = signal.aborted ? undefined : request.mistake(error);
  return mistake ?? fetchFailure(error, signal) ?? new Failure(DEFECT, { cause: error });
}

/** An unread answer would hold its connection. The body may be a stream of Node. */
function discard(response: Response | undefined): void {
  const body = response?.body as Partial<ReadableStream & { destroy(): void }> | null | undefined;
  if (body?.cancel) body.cancel().catch(() => {});
  else body?.destroy?.();
}
