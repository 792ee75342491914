import type { Place } from './place-nodes.ts';

export interface EdgePath {
  readonly path: string;
  /** The middle of the line, for its word. */
  readonly middle: Place;
}

const BEND = 34;

/**
 * A line between two nodes that ends at their rims. Several lines between the same two bend away from each other:
 * `nth` of `count`.
 */
export function edgePath(
  from: Place,
  to: Place,
  radius: number,
  { nth, count }: { readonly nth: number; readonly count: number },
): EdgePath {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const bend = (nth - (count - 1) / 2) * BEND;
  const control = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend * 2,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend * 2,
  };
  const [start, end] = [towards(from, control, radius), towards(to, control, radius)];
  const middle = {
    x: Math.round((from.x + to.x) / 4 + control.x / 2),
    y: Math.round((from.y + to.y) / 4 + control.y / 2),
  };
  return { path: `M${start.x} ${start.y}Q${control.x} ${control.y} ${end.x} ${end.y}`, middle };
}

function towards(from: Place, to: Place, by: number): Place {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  return {
    x: from.x + ((to.x - from.x) / length) * by,
    y: from.y + ((to.y - from.y) / length) * by,
  };
}
