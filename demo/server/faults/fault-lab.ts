import { type Platform, webPlatform } from '@holdfast/core/parts';
import type { RequestFault } from '@holdfast/testing';
import {
  type FaultLabState,
  type FaultLine,
  type FaultMix,
  type FaultPlan,
  mixAt,
  NO_FAULTS,
} from '../../contract/faults.ts';
import { drawnFault } from './drawn-fault.ts';

/** Breaks Fireside on purpose, in development. */
export interface FaultLab {
  getSnapshot(): Omit<FaultLabState, 'canRestart'>;
  /** Plays a plan from its beginning. Requests are counted anew, so a plan plays the same each time. */
  start(plan: FaultPlan): void;
  heal(): void;
  mix(): FaultMix;
  /** The fault of the next request of this shape. */
  next(request: string): RequestFault & { readonly nth: number };
  /** A number for a fault elsewhere, such as in the generator. */
  seed(): number;
  tell(line: Omit<FaultLine, 'at'>): void;
}

const LONGEST = 200;

export function createFaultLab(platform: Pick<Platform, 'now'> = webPlatform): FaultLab {
  let plan: FaultPlan | null = null;
  let startedAt = platform.now();
  let turns = new Map<string, number>();
  let log: readonly FaultLine[] = [];

  const mix = (): FaultMix => (plan ? mixAt(plan, platform.now() - startedAt) : NO_FAULTS);
  const begin = (next: FaultPlan | null): void => {
    plan = next;
    startedAt = platform.now();
    turns = new Map();
  };
  return {
    getSnapshot: () => ({ plan, startedAt, mix: mix(), log: [...log] }),
    start(next) {
      begin(next);
      log = [];
    },
    heal: () => begin(null),
    mix,
    next(request) {
      const nth = (turns.get(request) ?? 0) + 1;
      turns.set(request, nth);
      return { ...drawnFault(mix(), { seed: plan?.seed ?? 0, request, nth }), nth };
    },
    seed: () => plan?.seed ?? 0,
    tell(line) {
      log = [{ ...line, at: platform.now() }, ...log].slice(0, LONGEST);
    },
  };
}
