import type { Failure } from '@holdfast/core';
import { REQUEST_ID_HEADER, TRACE_HEADER, unsendable, withContext } from '@holdfast/core/parts';
import { type Repeatable, repeatable } from './methods.ts';

type Arguments = Parameters<typeof globalThis.fetch>;

/** The part of a call of `fetch` that policies must know. */
export interface FetchArguments extends Repeatable {
  readonly url: string;
  /** The caller's own signal. */
  readonly signal: AbortSignal | undefined;
  /** The request id that the caller chose. */
  readonly requestId: string | undefined;
  /** The trace that the caller chose. */
  readonly traceparent: string | undefined;
  /** Whether the body can be read, and so sent, only once. */
  readonly isOnce: boolean;
  /** The same arguments, with these headers in place of headers of the same name, and with a signal. */
  again(
    headers: Readonly<Record<string, string>>,
    other?: { readonly signal: AbortSignal },
  ): Arguments;
  /** Releases the copy that was kept for another attempt. */
  done(): void;
  /** Names the caller's mistake in a request that no `fetch` can send. */
  mistake(thrown: unknown): Failure | undefined;
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

/**
 * Reads the arguments of a call without making a `Request` of them. The given `fetch` decides what they mean,
 * above all a relative address.
 */
export function readArguments(...[input, options]: Arguments): FetchArguments {
  const request = typeof input === 'object' && 'url' in input ? input : undefined;
  const init = optionsOf(options);
  const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
  // oxlint-disable-next-line no-base-to-string -- anything but a Request is text or a URL
  const url = request?.url ?? String(input);
  const headers = pairsOf(init.headers ?? request?.headers);
  const headerOf = (name: string): string | undefined =>
    headers.find(([given]) => given.toLowerCase() === name)?.[1];
  const isOnce = isStream(init.body) || (init.body == null && request?.bodyUsed === true);
  // Checked before the first attempt, because that attempt reads the body.
  const wasRead = isUsed(init.body ?? request);
  // The body of a `Request` is gone once it is sent, so a clone is kept. Not every engine shows the body.
  const isKept =
    request && init.body == null && request.body !== null && !/^(GET|HEAD)$/.test(method);
  let next = request;
  let spare: Request | undefined;

  return {
    ...repeatable(method, url, headerOf('idempotency-key')),
    ...{ url, isOnce },
    signal: (init.signal === undefined ? request?.signal : init.signal) ?? undefined,
    requestId: headerOf(REQUEST_ID_HEADER),
    traceparent: headerOf(TRACE_HEADER),
    again(more, other) {
      const current = next;
      if (isKept) next = spare = cloneOf(current);
      const added = Object.entries(more);
      const isReplaced = (given: string): boolean =>
        added.some(([name]) => name.toLowerCase() === given.toLowerCase());
      return [
        current ?? input,
        {
          // An option of any name makes a request forget its referrer.
          ...referrerOf(request),
          ...init,
          ...other,
          ...(added.length > 0 && {
            headers: [...headers.filter(([name]) => !isReplaced(name)), ...added],
          }),
        },
      ];
    },
    done: () => void spare?.body?.cancel().catch(() => {}),
    mistake: (cause) => {
      const body = wasRead ? { bodyUsed: true } : init.body;
      return unsendable(url, { ...init, method, headers, body }, cause);
    },
    once: (failure) => (isOnce ? withContext(failure, { retry: 'never' }) : failure),
  };
}

/** A copy of the options, inherited ones included: a `Request` may be the options of another request. */
function optionsOf(init: RequestInit | undefined): RequestInit {
  const options: Record<string, unknown> = {};
  // oxlint-disable-next-line guard-for-in -- inherited members count, as they do for `fetch`
  for (const name in init) options[name] = init[name as keyof RequestInit];
  return options;
}

// Reads headers only to find one. The given `fetch` refuses headers that cannot be sent.
function pairsOf(headers: HeadersInit = []): [string, string][] {
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
}

// Streams and other bodies that can be read only once, piece by piece.
function isStream(body: unknown): boolean {
  const given = Object(body) as object;
  return Symbol.asyncIterator in given || 'getReader' in given;
}

function isUsed(source: unknown): boolean {
  const { bodyUsed, locked } = Object(source) as { bodyUsed?: unknown; locked?: unknown };
  return bodyUsed === true || locked === true;
}

/** `undefined` when the body is used or locked: `fetch` itself refuses to send it. */
function cloneOf(request: Request | undefined): Request | undefined {
  try {
    return request?.clone();
  } catch {
    return request;
  }
}

function referrerOf(request: Request | undefined): RequestInit | undefined {
  return request && { referrer: request.referrer, referrerPolicy: request.referrerPolicy };
}
