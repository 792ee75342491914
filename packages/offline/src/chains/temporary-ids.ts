import { temporaryIdOf, uuidV7, webPlatform, webUtf8, type Platform } from '@holdfast/core/parts';
import type { NewEntry, TransportRequest } from '@holdfast/core/parts';
import { textBytes } from '../outbox/web-text-bytes.ts';
import type { RealId } from './real-id.ts';

/**
 * An id for something that only the server can name. Use it as the id until the server has answered: in the input of
 * the write that creates the thing, and in writes that come after it. Prefer ids that the client makes for good
 * (`PUT` with a UUID), which need none of this.
 */
export function createTemporaryId(
  platform: Pick<Platform, 'now' | 'randomBytes'> = webPlatform,
): string {
  return temporaryIdOf(uuidV7(platform));
}

const IN_URL = /temporary-id-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
const WHOLE = new RegExp(`^${IN_URL.source}$`);
// A whole text of JSON, so that no part of a text that the user typed counts as an id.
const IN_JSON = /"(?:[^"\\]|\\.)*"/g;

/** The temporary ids in a request. */
export function temporaryIdsIn({ url, headers, body }: TransportRequest): readonly string[] {
  const texts = [
    ...(url.match(IN_URL) ?? []),
    ...(textOf(headers, body)?.match(IN_JSON) ?? []).map((text) => text.slice(1, -1)),
  ];
  return texts.filter((text) => WHOLE.test(text));
}

/** The request with the ids of the server in place of the temporary ones. The stored request stays as it is. */
export function withRealIds(
  request: NewEntry['request'],
  ids: ReadonlyMap<string, RealId>,
): NewEntry['request'] {
  const url = request.url.replaceAll(IN_URL, (text) => {
    const id = ids.get(text);
    return id === undefined ? text : encodeURIComponent(id);
  });
  const text = textOf(request.headers, request.body);
  const body = text?.replaceAll(IN_JSON, (quoted) => {
    const id = ids.get(quoted.slice(1, -1));
    return id === undefined ? quoted : JSON.stringify(id);
  });
  return { ...request, url, ...(body !== undefined && body !== text && { body: asWas(body) }) };

  function asWas(changed: string): NewEntry['request']['body'] {
    return typeof request.body === 'string' ? changed : textBytes(changed);
  }
}

/** A body of JSON as text. A `Request` of the app brings it as bytes. */
function textOf(
  headers: TransportRequest['headers'],
  body: TransportRequest['body'],
): string | undefined {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')) return undefined;
  return body instanceof Uint8Array ? webUtf8()(body) : (body ?? undefined);
}
