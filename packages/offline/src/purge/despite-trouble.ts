/**
 * Does all of the work, one after another, also behind work that rejects, and then rejects with the first error. A store
 * in trouble keeps nothing in the others.
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
