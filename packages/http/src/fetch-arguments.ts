import { type Failure, withContext } from '@holdfast/core';

/** A call of `fetch` as far as policies must know it. */
export interface FetchArguments {
  /** What makes a repetition harmless: the `Idempotency-Key`, or the address under an idempotent method. */
  readonly key: string | undefined;
  /** `none` for methods that only read. */
  readonly effect: 'none' | 'unknown';
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** The same arguments again, with another signal. */
  forAttempt(signal: AbortSignal): Parameters<typeof globalThis.fetch>;
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const IDEMPOTENT = new Set(['PUT', 'DELETE']);

export function readArguments(
  ...[input, init]: Parameters<typeof globalThis.fetch>
): FetchArguments {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
  const headers = new Headers(init?.headers ?? request?.headers);
  const byMethod = IDEMPOTENT.has(method) ? addressOf(input) : undefined;
  const isOnce = isOneShot(init?.body);

  return {
    key: headers.get('idempotency-key') ?? byMethod,
    effect: SAFE.has(method) ? 'none' : 'unknown',
    signal: (init?.signal === undefined ? request?.signal : init.signal) ?? undefined,
    // A request's own body is a stream and gone once sent; its clone keeps the original whole.
    forAttempt: (signal) => [request?.body ? request.clone() : input, { ...init, signal }],
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
