import { runTrial } from '../run-trial.ts';
import type { Fault } from './fault.ts';

/**
 * The page adds the notes of a lane in one go, without waiting for any, and the first is large. The browser dies at a
 * stage as in the other trials.
 */
export const writtenAtOnce: Fault = {
  name: 'written at once',
  contestants: ['holdfast', 'workbox', 'tanstack'],
  run: (plan, world) => runTrial(plan, world, { atOnce: true, padding: 'x'.repeat(500_000) }),
};
