/** The wall clock without the rest of the platform, because the code that names an error must stay light. */
export function webNow(): number {
  return Date.now();
}
