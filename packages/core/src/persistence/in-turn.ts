/**
 * Makes a line: the function runs one work after another, so that none overtakes another. A rejection goes to its own
 * caller only; the next work goes on.
 */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}
