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
  /** The same arguments again, with another signal. */
  forAttempt(signal: AbortSignal): Arguments;
  /** The same arguments again, with these headers besides. */
  withHeaders(headers: Readonly<Record<string, string>>): Arguments;
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

export function readArguments(...[input, init]: Arguments): FetchArguments {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
  const given = init?.headers ?? request?.headers;
  const url = addressOf(input);
  const isOnce = isOneShot(init?.body);
  // A request's own body is a stream and gone once sent; its clone keeps the original whole.
  const again = (): RequestInfo | URL => (request?.body ? request.clone() : input);

  return {
    ...repeatable(method, url, new Headers(given).get('idempotency-key') ?? undefined),
    ...{ url, isOnce },
    signal: (init?.signal === undefined ? request?.signal : init.signal) ?? undefined,
    forAttempt: (signal) => [again(), { ...init, signal }],
    withHeaders(more) {
      const headers = new Headers(given);
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      return [again(), { ...init, headers }];
    },
    once: (failure) => (isOnce ? withContext(failure, { retry: 'never' }) : failure),
  };
}

function addressOf(input: RequestInfo | URL): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function isOneShot(body: BodyInit | null | undefined): boolean {
  // Streams and what servers take besides: anything that is iterated once, piece by piece.
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
