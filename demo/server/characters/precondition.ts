/** Whether what is stored may be replaced; `revision` is its name, `undefined` when nothing is stored. */
export type Precondition = (revision: string | undefined) => boolean;

/**
 * Reads `If-Match` and `If-None-Match` (RFC 9110). Only a request that names by `If-Match` what it
 * replaces may replace it; any other may only create.
 */
export function preconditionOf(headers: Headers): Precondition {
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  return (revision) => {
    if (match !== null) {
      return (
        names(match, revision) && !(noneMatch !== null && names(weakened(noneMatch), revision))
      );
    }
    return revision === undefined;
  };
}

export const entityTag = (revision: string): string => `"${revision}"`;

function names(list: string, revision: string | undefined): boolean {
  if (revision === undefined) return false;
  if (list.trim() === '*') return true;
  return list.split(',').some((tag) => tag.trim() === entityTag(revision));
}

/** `If-None-Match` takes a weak tag for the strong one of the same name, `If-Match` does not. */
function weakened(list: string): string {
  return list.replaceAll(/W\/(?=")/g, '');
}
