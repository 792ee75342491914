/** The message of the server about a text that is not storable. */
export const NOT_STORABLE = 'Text may hold neither U+0000 nor half of a surrogate pair.';

/**
 * Whether every database keeps a text as it is. PostgreSQL refuses U+0000, and no UTF-8 can spell half of
 * a surrogate pair.
 */
export function isStorable(text: string): boolean {
  return !NOT_KEPT.test(text);
}

// oxlint-disable-next-line no-control-regex -- it is the control
const NOT_KEPT = /[\u0000\p{Surrogate}]/u;
