import { Failure, isFailure, type Observable, type Transport } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { SESSION_REFRESH_FAILED } from '@holdfast/core/failures';
import { restUnder } from './base-url.ts';
import { readArguments } from './fetch-arguments.ts';
import { toFetchError } from './fetch-error.ts';
import { isSameSession, type SessionState } from './session-state.ts';
import { untilAborted } from './until-aborted.ts';

type Headers = Readonly<Record<string, string>>;
type Fetch = typeof globalThis.fetch;

/** The part of a session that carries its token. */
export interface Tokens {
  readonly state: Observable<SessionState>;
  /** Only requests to addresses under one of them carry the token. */
  readonly baseUrls: readonly string[];
  readonly authorize: (token: string) => Headers;
  /** Resolves when the session has a newer state than this one. */
  readonly renewed: (used: SessionState) => Promise<void>;
}

/** One request of any kind. It is sent with the present token, and after a 401 once more with a renewed token. */
async function carry<T extends { readonly status: number }>(
  { state, baseUrls, authorize, renewed }: Tokens,
  { url, signal }: { readonly url: string; readonly signal?: AbortSignal | undefined },
  send: (headers: Headers) => Promise<T>,
  discard: (answer: T) => void,
): Promise<T> {
  if (baseUrls.every((base) => restUnder(base, url) === undefined)) return send({});
  const headers = (known: SessionState): Headers =>
    known.kind === 'active' ? authorize(known.token) : {};
  const used = state.getSnapshot();
  const answer = await send(headers(used));
  if (answer.status !== 401 || used.kind === 'ended') return answer;
  try {
    await untilAborted(renewed(used), signal);
  } catch (cause) {
    discard(answer);
    if (signal?.aborted) throw cause;
    throw new Failure(SESSION_REFRESH_FAILED, {
      cause,
      retryAfterMs: isFailure(cause) ? cause.retryAfterMs : undefined,
    });
  }
  const newer = state.getSnapshot();
  if (newer.kind !== 'active' || !isSameSession(used, newer)) return answer;
  discard(answer);
  return send(headers(newer));
}

const adding = (request: TransportRequest, more: Headers): TransportRequest => ({
  ...request,
  headers: { ...request.headers, ...more },
});

/** Wraps a transport: its attempts under the session's addresses carry the token of that moment. */
export function withSession(
  transport: Transport,
  { tokens }: { readonly tokens: Tokens },
): Transport {
  const open = transport.open?.bind(transport);
  return {
    send: (request, options) =>
      carry(
        tokens,
        { url: request.url, signal: options?.signal },
        (more) => transport.send(adding(request, more), options),
        () => {},
      ),
    ...(open && {
      open: (request, options) =>
        carry(
          tokens,
          { url: request.url, signal: options?.signal },
          (more) => open(adding(request, more), options),
          ({ body }) => void body.cancel().catch(() => {}),
        ),
    }),
  };
}

/**
 * Wraps a `fetch` as `withSession` wraps a transport. It does not send a request again whose body can be read only
 * once.
 */
export function sessionFetch(fetch: Fetch, { tokens }: { readonly tokens: Tokens }): Fetch {
  return async (input, init) => {
    const request = readArguments(input, init);
    let sent: Response | undefined;
    const answer = carry(
      tokens,
      request,
      async (more) => {
        // A body that was read cannot be sent again, so the caller gets the 401.
        if (sent && request.isOnce) return sent;
        sent = await fetch(...request.again(more));
        return sent;
      },
      ({ body }) => {
        if (!request.isOnce) body?.cancel().catch(() => {});
      },
    );
    try {
      return await answer;
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      // Only this failure comes from the session. It becomes the error that callers of a `fetch` know.
      throw isFailure(error, SESSION_REFRESH_FAILED) ? toFetchError(error) : error;
    } finally {
      request.done();
    }
  };
}
