import { mediaType } from '../answer/media-type.ts';

/** Whether a content type says JSON: `application/json`, `text/json` or anything `+json`, with any parameters. */
export function isJsonType(contentType: string | undefined): boolean {
  return /^(?:application|text)\/json$|[^/]\+json$/.test(mediaType(contentType));
}
