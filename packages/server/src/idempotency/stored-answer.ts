import { COST_HEADER, REPLAYED_HEADER, type Bytes } from '@holdfast/core/parts';
import { sha256 } from '../digest/sha256.ts';

/** An answer as it is kept under its key. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes | null;
  /** SHA-256 of a body that was too large to be kept. Then `body` is null. */
  readonly digest?: string | undefined;
}

/**
 * The headers of an answer that are stored: the first answer and every replay have these and no others, with
 * `Cache-Control: no-store`. All other headers belong to one exchange; a stored `Set-Cookie` would be a stored
 * credential.
 */
export const KEPT_HEADERS: readonly string[] = [
  'content-type',
  'content-language',
  'location',
  'etag',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  COST_HEADER,
];

/** The header of a replay whose body differs from that of the first answer. */
export const REPLAY_HEADER = 'holdfast-replay';

/** Headers that cannot be kept at all. */
export const isCredential = (name: string): boolean =>
  /cookie|^authori[sz]ation$|^www-auth/.test(name);

/** Headers that the server sets by itself for each answer. */
const NOT_OF_THE_WORK: ReadonlySet<string> = new Set(['cache-control', 'content-length', 'date']);

/** Reads an answer to its end. Headers outside of the list are dropped. */
export async function toAnswerOf(
  response: Response,
  kept: readonly string[] = KEPT_HEADERS,
): Promise<StoredAnswer> {
  const body = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    headers: Object.fromEntries(
      kept.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
    body: body.byteLength === 0 ? null : body,
  };
}

/** Names the headers that the server drops from an answer and from its replays. */
export function droppedHeaders(response: Response, kept: readonly string[]): readonly string[] {
  return [...response.headers.keys()].filter(
    (name) => !kept.includes(name) && !NOT_OF_THE_WORK.has(name),
  );
}

export function isTooLarge({ body }: StoredAnswer, maxBytes: number): boolean {
  return body !== null && body.byteLength > maxBytes;
}

/** The stored form of an answer: all of it, or only the digest of a large body. */
export async function toStored(answer: StoredAnswer, maxBytes: number): Promise<StoredAnswer> {
  if (answer.body === null || !isTooLarge(answer, maxBytes)) return answer;
  return { ...answer, body: null, digest: await sha256(answer.body) };
}

/**
 * Makes an answer of a stored one: `first`, or `again` from the store. A large one gets the body that was read again:
 * the same bytes, or today's data (`current`). Without data to read it has no body (`empty`).
 */
export type Telling = 'first' | 'again' | 'current' | 'empty';

export function toResponse({ status, headers, body }: StoredAnswer, telling: Telling): Response {
  return new Response(body, {
    status,
    headers: {
      ...headers,
      'cache-control': 'no-store',
      ...(telling === 'first' ? {} : { [REPLAYED_HEADER]: 'true' }),
      ...(telling === 'current' || telling === 'empty' ? { [REPLAY_HEADER]: telling } : {}),
    },
  });
}
