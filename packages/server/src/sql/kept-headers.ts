import type { StoredAnswer } from '../idempotency/stored-answer.ts';
import { keptJson } from './kept-json.ts';

/** The digest is among the headers, so that an older table needs no other column. */
const DIGEST = 'holdfast-digest';

/** The headers of an answer, and its digest when it has one, as one column keeps them. */
export function headersText({ headers, digest }: Pick<StoredAnswer, 'headers' | 'digest'>): string {
  return JSON.stringify(digest === undefined ? headers : { ...headers, [DIGEST]: digest });
}

/** Damaged headers are none: the write took effect, and a client that repeats it must learn that. */
export function parseHeaders(text: string): Pick<StoredAnswer, 'headers' | 'digest'> {
  const { [DIGEST]: digest, ...headers } = (keptJson(text) ?? {}) as Record<string, string>;
  return digest === undefined ? { headers } : { headers, digest };
}
