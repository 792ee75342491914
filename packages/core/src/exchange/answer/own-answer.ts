import type { FailureKind } from '../../failures/failure-kind.ts';
import { WRITE_REDIRECTED } from '../../failures/kinds/http.ts';
import { CAPTIVE_PORTAL } from '../../failures/kinds/network.ts';
import { jsonIn } from './answer-text.ts';
import { METHOD_HEADER, REPLAYED_HEADER, REQUEST_ID_HEADER } from '../request/attempt-headers.ts';
import type { Attempt } from '../request/attempt-headers.ts';
import type { Expectation } from './expectation.ts';
import { mediaType } from './media-type.ts';
import { isJsonType } from '../problem/json-type.ts';
import type { TransportRequest } from '../request/request-description.ts';
import type { Answer } from '../transport.ts';
import { webBase } from '../request/web-base.ts';

/** The parts of the request that decide how far its answer can be believed. */
export type Asked = Pick<TransportRequest, 'method' | 'url' | 'headers'>;

const MARKUP = /[/+](?:html|xml)$/;
const HTML = /html(?:\+xml)?$/;
// The beginning of an HTML page under any content type. A text may begin with another tag.
const PAGE = /^<(?:[!?]|(?:html|head|body|meta|title|script|style|center)\b)/i;
// oxlint-disable-next-line no-control-regex -- a page may begin with them
const BLANKS = /^(?:\xef\xbb\xbf)?[\0- ]*/;
const BEGINNING_BYTES = 64;

export function isReadMethod(method: string): boolean {
  return /^(?:get|head)$/i.test(method);
}

/**
 * The reason why a good answer is not believed to be the server's own; `undefined` when it is believed. The
 * network of a hotel answers every request with a page of its own and status 200. A write that never arrived must
 * not count as done.
 */
export function doubtOf(
  answer: Answer,
  expectation: Pick<Expectation, 'accept'>,
  attempt: Pick<Attempt, 'requestId'>,
  asked: Asked | undefined,
): FailureKind | undefined {
  const type = mediaType(answer.headers['content-type']);
  if (isMarked(answer.headers, attempt)) return undefined;
  // The type with which a captive network describes itself (RFC 8908).
  if (type === 'application/captive+json') return CAPTIVE_PORTAL;
  const isRead = asked ? isReadMethod(asked.method) : expectation.accept !== 'nothing';
  const { accept } = expectation;
  if (asksFor(asked, type, isRead)) return undefined;
  const isBelieved = isRead
    ? accept === 'text' || isAnswerToRead(answer, type, asked ? accept : 'bytes')
    : isAnswerToWrite(answer, type, accept);
  return isBelieved ? undefined : CAPTIVE_PORTAL;
}

/** Whether an answer has a mark that only a server can give which has read the request. */
function isMarked(headers: Answer['headers'], { requestId }: Pick<Attempt, 'requestId'>): boolean {
  return (
    headers[REQUEST_ID_HEADER] === requestId ||
    headers[REPLAYED_HEADER] !== undefined ||
    Object.keys(headers).some((name) => name.startsWith('holdfast-'))
  );
}

/**
 * Whether the request itself asks for a type. A write that names JSON as well does not count: many libraries
 * add `text/plain` to it, and do not want a hotel's page.
 */
function asksFor(asked: Asked | undefined, type: string, isRead: boolean): boolean {
  const types = (asked?.headers['accept'] ?? '').split(',').map(mediaType);
  return type !== '' && types.includes(type) && (isRead || !types.some(isJsonType));
}

/** The first characters of a body, after a byte order mark and blanks. Bytes are looked at, not decoded. */
function beginningOf(body: Uint8Array): string {
  return String.fromCharCode(...body.subarray(0, BEGINNING_BYTES)).replace(BLANKS, '');
}

function isTagged(body: Uint8Array): boolean {
  // Each answer with JSON comes here, and most begin with their first byte.
  return body[0] !== 0x7b && body[0] !== 0x5b && beginningOf(body).startsWith('<');
}

function isAnswerToRead({ body }: Answer, type: string, accept: Expectation['accept']): boolean {
  if (HTML.test(type) || (accept === 'json' && isTagged(body))) return false;
  const isPlain = type === '' || type === 'text/plain' || MARKUP.test(type);
  return accept !== 'json' || !isPlain || body.byteLength === 0 || jsonIn(body) !== undefined;
}

function isAnswerToWrite(
  { status, body }: Answer,
  type: string,
  accept: Expectation['accept'],
): boolean {
  if (status === 204 || status === 205 || body.byteLength === 0) return true;
  if (isJsonType(type)) return !isTagged(body);
  if (MARKUP.test(type) || PAGE.test(beginningOf(body))) return false;
  if (accept === 'text') return type === '' || type.startsWith('text/');
  if (accept === 'bytes') return type !== '' && type !== 'text/plain';
  // No captive network answers with a page of JSON. So where the caller wants JSON, a JSON body makes up for a missing
  // type.
  return accept === 'json' && jsonIn(body) !== undefined;
}

/**
 * Whether a method other than the requested one may have arrived: `fetch` repeats a write as GET after 301, 302
 * and 303 and does not tell. Only the server's header with the method that arrived rules it out.
 */
export function redirectDoubt(
  { headers, redirected, url }: Pick<Answer, 'headers' | 'redirected' | 'url'>,
  asked: Asked | undefined,
): FailureKind | undefined {
  if (!redirected || !asked || isReadMethod(asked.method)) return undefined;
  if (headers[METHOD_HEADER]?.trim().toUpperCase() === asked.method.toUpperCase()) return undefined;
  return isElsewhere(url, asked.url) ? CAPTIVE_PORTAL : WRITE_REDIRECTED;
}

/** Whether an address is on another origin than the one that was asked. */
export function isElsewhere(url: string, asked: string): boolean {
  try {
    const from = new URL(asked, webBase() ?? url);
    return new URL(url, from).origin !== from.origin;
  } catch {
    return false;
  }
}
