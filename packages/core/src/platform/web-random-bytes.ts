/** Random bytes alone, for those who need no clock: a failure mints an id and must stay light. */
export function webRandomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
