import { type Failure, REQUEST_ID_HEADER, unsendable, withContext } from '@holdfast/core';
import { type Repeatable, repeatable } from './methods.ts';

type Arguments = Parameters<typeof globalThis.fetch>;

/** A call of `fetch` as far as policies must know it. */
export interface FetchArguments extends Repeatable {
  readonly url: string;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** What the caller itself called this request. */
  readonly requestId: string | undefined;
  /** Whether the body can be read, and so sent, only once. */
  readonly isOnce: boolean;
  /** The same arguments again, with these headers in place of any of that name, and with a signal. */
  again(
    headers: Readonly<Record<string, string>>,
    other?: { readonly signal: AbortSignal },
  ): Arguments;
  /** Lets go of what was kept to send it again. */
  done(): void;
  /** Names the caller's mistake where no `fetch` can send this. */
  mistake(thrown: unknown): Failure | undefined;
  /** Rules out another attempt when the body cannot be sent a second time. */
  once(failure: Failure): Failure;
}

/**
 * Reads the arguments of a call without making a request of them: what they mean, a relative address
 * above all, is for the `fetch` to say that is given them.
 */
export function readArguments(...[input, options]: Arguments): FetchArguments {
  const request = typeof input === 'object' && 'url' in input ? input : undefined;
  const init = optionsOf(options);
  const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
  // oxlint-disable-next-line no-base-to-string -- what is no Request is text or a URL
  const url = request?.url ?? String(input);
  const headers = pairsOf(init.headers ?? request?.headers);
  const headerOf = (name: string): string | undefined =>
    headers.find(([given]) => given.toLowerCase() === name)?.[1];
  const isOnce = isStream(init.body) || (init.body == null && request?.bodyUsed === true);
  // Asked before the first attempt, which reads it.
  const wasRead = isUsed(init.body ?? request);
  // A request's own body is gone once sent, so that a clone is kept of it. Not every engine shows a body.
  const isKept =
    request && init.body == null && request.body !== null && !/^(GET|HEAD)$/.test(method);
  let next = request;
  let spare: Request | undefined;

  return {
    ...repeatable(method, url, headerOf('idempotency-key')),
    ...{ url, isOnce },
    signal: (init.signal === undefined ? request?.signal : init.signal) ?? undefined,
    requestId: headerOf(REQUEST_ID_HEADER),
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

/** A copy, also of what has its options on its prototype: a request may be the options of another. */
function optionsOf(init: RequestInit | undefined): RequestInit {
  const options: Record<string, unknown> = {};
  // oxlint-disable-next-line guard-for-in -- what is inherited counts, as it does to `fetch`
  for (const name in init) options[name] = init[name as keyof RequestInit];
  return options;
}

// Read here only to be found: what no header can be is for the `fetch` to refuse.
function pairsOf(headers: HeadersInit = []): [string, string][] {
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
}

// Streams and what servers take besides: anything that is read once, piece by piece.
function isStream(body: unknown): boolean {
  const given = Object(body) as object;
  return Symbol.asyncIterator in given || 'getReader' in given;
}

function isUsed(source: unknown): boolean {
  const { bodyUsed, locked } = Object(source) as { bodyUsed?: unknown; locked?: unknown };
  return bodyUsed === true || locked === true;
}

/** Nothing where the body is used or locked: `fetch` itself refuses to send that. */
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
