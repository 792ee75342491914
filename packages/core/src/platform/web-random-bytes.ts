/**
 * Random bytes without the rest of the platform, because a failure mints an id and must stay light. On a host
 * without `crypto` (React Native) they come from `Math.random`: fit for ids, not for secrets.
 */
export function webRandomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  return typeof crypto === 'undefined'
    ? bytes.map(() => Math.random() * 256)
    : crypto.getRandomValues(bytes);
}
