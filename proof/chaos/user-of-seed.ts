import { drawFault } from '@holdfast/testing';
import type { Program } from '../offline/model/programs.ts';

const PAUSES = [0, 0, 3, 40, 400, 2_000];

/** Whether the browser of this seed has Web Locks. */
export const hasLocksOfSeed = (seed: number): boolean => drawFault(seed, 'user locks', 1) < 0.8;

/** What the user does while a scenario plays: some writes in one or two lanes. The seed decides. */
export function userOfSeed(seed: number): Program {
  const draw = (what: string, nth = 1): number => drawFault(seed, `user ${what}`, nth);
  const count = 1 + Math.floor(draw('writes') * 3);
  return {
    contexts: draw('worker') < 0.1 ? ['page', 'worker'] : ['page'],
    entries: Array.from({ length: count }, (_, nth) => ({
      lane: draw('lane', nth) < 0.7 ? 0 : 1,
      seat: 0,
      pauseMs: PAUSES[Math.floor(draw('pause', nth) * PAUSES.length)] ?? 0,
    })),
  };
}
