/** How many events a set holds. A runtime repeats its latest 500 at most. */
const MOST = 1_000;

/**
 * Tells whether an event comes for the first time. A component that is mounted again joins again, and gets the
 * latest events again. Two sets take turns, because one weak set with every event makes each garbage collection
 * slow.
 */
export function createHeard(): (event: object) => boolean {
  let latest = new Set<object>();
  let before = latest;
  return (event) => {
    if (latest.has(event) || before.has(event)) return false;
    if (latest.size === MOST) {
      before = latest;
      latest = new Set();
    }
    latest.add(event);
    return true;
  };
}
