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
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

export function readArguments(...[input, init]: Arguments): FetchArguments {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
  const url = addressOf(input);
  const isOnce = isOneShot(init?.body);

  return {
    ...repeatable(method, url, headersOf(input, init).get('idempotency-key') ?? undefined),
    ...{ url, isOnce },
    signal: (init?.signal === undefined ? request?.signal : init.signal) ?? undefined,
    forAttempt: (signal) => [again(input), { ...init, signal }],
    once: (failure) => (isOnce ? withContext(failure, { retry: 'never' }) : failure),
  };
}

/** The same arguments again, with these headers besides. */
export function withHeaders(
  [input, init]: Arguments,
  more: Readonly<Record<string, string>>,
): Arguments {
  const headers = headersOf(input, init);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return [again(input), { ...init, headers }];
}

function headersOf(...[input, init]: Arguments): Headers {
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
}

// A request's own body is a stream and gone once sent; its clone keeps the original whole.
function again(input: RequestInfo | URL): RequestInfo | URL {
  return input instanceof Request && input.body ? input.clone() : input;
}

function addressOf(input: RequestInfo | URL): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function isOneShot(body: BodyInit | null | undefined): boolean {
  // Streams and what servers take besides: anything that is iterated once, piece by piece.
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
