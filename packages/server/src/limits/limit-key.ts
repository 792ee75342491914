/**
 * The key of what one limit counts. Different names and keys never give the same one, although both may have blanks: a
 * blank in a name is escaped, so that the first blank ends the name.
 */
export function limitKey(name: string, key: string): string {
  return `${name.replaceAll(/[% ]/g, encodeURIComponent)} ${key}`;
}
