/** Whether a save may replace the stored state. `revision` is its name, `undefined` when nothing is stored. */
export type Precondition = (revision: string | undefined) => boolean;

/**
 * Reads `If-Match` and `If-None-Match` (RFC 9110). Only a request that names the replaced state in `If-Match`
 * may replace it; any other request may only create.
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
