/**
 * Does all of the work, one piece after another, even when a piece rejects. Then it rejects with the first error. So a
 * store in trouble does not keep the others from being purged.
 */
export async function despiteTrouble<T>(all: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const done: T[] = [];
  const troubles: unknown[] = [];
  for (const work of all) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      done.push(await work());
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
  return done;
}
