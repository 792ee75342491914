import type { Scenario } from './scenario.ts';

/** Whether the steps of a scenario last for a number of requests of each shape, and not for a time. */
export function isInRequests({ steps }: Scenario): boolean {
  return steps.some(({ forRequests }) => forRequests !== undefined);
}

/** The number of the step in force after some time, from 0. It is the number of steps when all are over. */
export function stepAfterMs({ steps }: Scenario, elapsedMs: number): number {
  let left = elapsedMs;
  for (const [place, { forMs = null }] of steps.entries()) {
    if (forMs === null || left < forMs) return place;
    left -= forMs;
  }
  return steps.length;
}

/** The number of the step in which the nth request of a shape falls. */
export function stepOfRequest({ steps }: Scenario, nth: number): number {
  let left = nth;
  for (const [place, { forRequests = Infinity }] of steps.entries()) {
    if (left <= forRequests) return place;
    left -= forRequests;
  }
  return steps.length;
}

/** After how many milliseconds a step begins. */
export function beginOf({ steps }: Scenario, place: number): number {
  return steps.slice(0, place).reduce((sum, { forMs }) => sum + (forMs ?? Infinity), 0);
}
