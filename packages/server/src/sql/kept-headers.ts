import type { StoredAnswer } from '../idempotency/stored-answer.ts';
import { keptJson } from './kept-json.ts';

/** The digest is among the headers, so that an older table needs no other column. */
const DIGEST = 'holdfast-digest';

/** The headers of an answer, and its digest when it has one, as one column keeps them. */
export function headersText({ headers, digest }: Pick<StoredAnswer, 'headers' | 'digest'>): string {
  return JSON.stringify(digest === undefined ? headers : { ...headers, [DIGEST]: digest });
}

/** A damaged header is none: the write took effect, and a client that repeats it must learn that. */
export function parseHeaders(text: string): Pick<StoredAnswer, 'headers' | 'digest'> {
  const kept = keptJson(text) ?? {};
  const whole = Array.isArray(kept) ? [] : Object.entries(kept).filter(isHeader);
  const { [DIGEST]: digest, ...headers } = Object.fromEntries(whole);
  return digest === undefined ? { headers } : { headers, digest };
}

/** Whether an answer can have it: a name or a value with other characters would make every replay fail. */
function isHeader(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry;
  if (typeof value !== 'string') return false;
  try {
    return new Headers({ [name]: value }).has(name);
  } catch {
    return false;
  }
}
