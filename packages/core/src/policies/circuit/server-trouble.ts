/**
 * The operations that failed since the server last answered any of them well, and how often each failed. The circuit
 * of a server changes it in place.
 */
export type ServerTrouble = Map<string, number>;

const MANY = 5;
// However often one operation fails, another one must fail twice before the server is blamed.
const MOST_OF_ONE = 3;

/** Takes in how an attempt ended. `failed` is `false` for an answer that shows that the server is there. */
export function noteTrouble(trouble: ServerTrouble, name: string, failed: boolean): void {
  if (failed) trouble.set(name, (trouble.get(name) ?? 0) + 1);
  else trouble.clear();
}

/** Whether the server itself is in trouble: operations failed five times in a row, and not all by one of them. */
export function isServerDown(trouble: ServerTrouble): boolean {
  let failures = 0;
  for (const times of trouble.values()) failures += Math.min(times, MOST_OF_ONE);
  return failures >= MANY;
}
