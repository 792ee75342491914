/**
 * Random bytes alone, for those who need no clock: a failure mints an id and must stay light. A host
 * without `crypto` (React Native) gives what `Math.random` gives: fit for ids, not for secrets.
 */
export function webRandomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  return typeof crypto === 'undefined'
    ? bytes.map(() => Math.random() * 256)
    : crypto.getRandomValues(bytes);
}
