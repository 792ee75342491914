/** The type of a `Content-Type` without its parameters, in small letters. `undefined` when there is none. */
export function mediaTypeOf(contentType: string | null): string | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type !== undefined && MEDIA_TYPE.test(type) ? type : undefined;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

export function isJson(contentType: string): boolean {
  return mediaTypeOf(contentType) === 'application/json';
}

/** Whether server-sent events carry the bytes as text. They carry all other bytes in base64. */
export function isText(contentType: string): boolean {
  return isJson(contentType) || contentType.toLowerCase().startsWith('text/');
}
