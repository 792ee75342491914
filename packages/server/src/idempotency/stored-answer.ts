import { COST_HEADER, REPLAYED_HEADER, type Bytes } from '@holdfast/core';

/** An answer as it is kept under its key. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes | null;
}

// Everything else belongs to one exchange, and a stored `Set-Cookie` would be a stored credential.
const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'location',
  'etag',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  COST_HEADER,
];

/** Reads an answer to its end. Headers outside a short list are not kept. */
export async function toStoredAnswer(response: Response): Promise<StoredAnswer> {
  const body = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    headers: Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
    body: body.byteLength === 0 ? null : body,
  };
}

/** The answer as it is told: for the first time, or again. */
export function toResponse(
  { status, headers, body }: StoredAnswer,
  telling: 'first' | 'again',
): Response {
  return new Response(body, {
    status,
    headers: {
      ...headers,
      'cache-control': 'no-store',
      ...(telling === 'again' ? { [REPLAYED_HEADER]: 'true' } : {}),
    },
  });
}
