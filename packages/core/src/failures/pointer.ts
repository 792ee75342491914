/** A JSON pointer (RFC 6901): `~` and `/` inside a name are escaped. The whole value is the empty pointer. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
