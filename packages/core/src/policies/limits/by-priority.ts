import type { WaitingOrder } from './create-bulkhead.ts';

/** The highest `priority` of the call options first; equal ones in the order they came. */
export const byPriority: WaitingOrder = (waiting) => {
  let next: (() => void) | undefined;
  let highest = -Infinity;
  for (const [admit, priority] of waiting) {
    if (priority > highest) {
      next = admit;
      highest = priority;
    }
  }
  return next;
};
