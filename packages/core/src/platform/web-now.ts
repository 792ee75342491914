/** The wall clock alone, for those who wait for nothing: whoever names an error must stay light. */
export function webNow(): number {
  return Date.now();
}
