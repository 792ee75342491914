/** Whether what is stored may be replaced; `revision` is its name, `undefined` when nothing is stored. */
export type Precondition = (revision: string | undefined) => boolean;

/**
 * Reads `If-Match` and `If-None-Match` (RFC 9110). A request with neither knows of no state that it could
 * replace, so it may only create.
 */
export function preconditionOf(headers: Headers): Precondition {
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  return (revision) => {
    if (match !== null && !names(match, revision)) return false;
    if (noneMatch !== null && names(noneMatch, revision)) return false;
    return match !== null || noneMatch !== null || revision === undefined;
  };
}

export const entityTag = (revision: string): string => `"${revision}"`;

function names(list: string, revision: string | undefined): boolean {
  if (revision === undefined) return false;
  return list.split(',').some((tag) => tag.trim() === '*' || tag.trim() === entityTag(revision));
}
