/** The type of a `Content-Type` without its parameters, in small letters. `undefined` when there is none. */
export function mediaTypeOf(contentType: string | null): string | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type !== undefined && MEDIA_TYPE.test(type) ? type : undefined;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

export function isJson(contentType: string): boolean {
  return mediaTypeOf(contentType) === 'application/json';
}

/**
 * Whether server-sent events carry the bytes as text. They carry all other bytes in base64, and so text in another
 * charset, whose letters would be lost.
 */
export function isText(contentType: string): boolean {
  if (isJson(contentType)) return true;
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType) ?? [];
  return contentType.toLowerCase().startsWith('text/') && /^(utf-?8|us-ascii)$/i.test(charset);
}
