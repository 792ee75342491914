import { faultOf, type RequestFault, type ScenarioStep } from '@holdfast/testing';
import type { FaultMix } from '../../contract/faults.ts';

/** The step of a scenario that a mix of the lab is. Half of its errors come after the effect. */
export function stepOf({ latencyMs, errors, limits, cuts, isOut }: FaultMix): ScenarioStep {
  // The shares of sliders may add up to more than 1.
  const most = Math.max(1, errors + limits + cuts);
  return {
    network: { offline: isOut, cutAnswer: cuts / most, delayMs: [0, latencyMs] },
    answers: {
      429: limits / most,
      500: errors / 2 / most,
      503: errors / 2 / most,
      retryAfterMs: 3000,
    },
  };
}

/** Draws the faults of one request. The same seed, request and turn give the same faults, here and in any other player. */
export function drawnFault(
  mix: FaultMix,
  { seed, request, nth }: { readonly seed: number; readonly request: string; readonly nth: number },
): RequestFault {
  return faultOf(seed, stepOf(mix), request, nth);
}
