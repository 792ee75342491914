import { type Failure, withContext } from '@holdfast/core';
import { type Repeatable, repeatable } from './methods.ts';

type Arguments = Parameters<typeof globalThis.fetch>;

/** A call of `fetch` as far as policies must know it. */
export interface FetchArguments extends Repeatable {
  readonly url: string;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** Whether the body can be read, and so sent, only once. */
  readonly isOnce: boolean;
  /** The same arguments again, with these headers besides, and with another signal if there is one. */
  again(
    headers: Readonly<Record<string, string>>,
    other?: { readonly signal: AbortSignal },
  ): Arguments;
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

export function readArguments(...[input, init]: Arguments): FetchArguments {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
  // oxlint-disable-next-line no-base-to-string -- what is no Request is text or a URL
  const url = request?.url ?? String(input);
  const given = init?.headers ?? request?.headers;
  // Streams and what servers take besides: anything that is iterated once, piece by piece.
  const isOnce = Symbol.asyncIterator in (Object(init?.body) as object);

  return {
    ...repeatable(method, url, new Headers(given).get('idempotency-key') ?? undefined),
    ...{ url, isOnce },
    signal: (init?.signal === undefined ? request?.signal : init.signal) ?? undefined,
    again(more, other) {
      const headers = new Headers(given);
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      // A request's own body is a stream and gone once sent; its clone keeps the original whole.
      return [request?.body ? request.clone() : input, { ...init, ...other, headers }];
    },
    once: (failure) => (isOnce ? withContext(failure, { retry: 'never' }) : failure),
  };
}
