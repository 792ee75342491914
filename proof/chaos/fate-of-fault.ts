import type { RequestFault } from '@holdfast/testing';
import { type Fate, WELL } from '../offline/simulator/fate.ts';

/** What the simulated network does for a fault of a scenario. Its `delayMs` is the latency. */
export function fateOfFault({ kind, slowMs }: RequestFault): Fate {
  switch (kind) {
    case 'offline':
    case 'refused':
    case 'cut-request':
      return { kind: 'lost before' };
    case 'cut-answer':
      return { kind: 'lost after' };
    case '429':
      return { kind: 'limited' };
    case '500':
      return { kind: 'broken after' };
    case '503':
      return { kind: 'unavailable' };
    case 'html':
      return { kind: 'captive' };
    case 'truncated':
      return { kind: 'truncated' };
    case 'wrong-json':
      return { kind: 'wrong json' };
    case 'slow':
    default:
      return slowMs > 0 ? { kind: 'slow', ms: slowMs } : WELL;
  }
}
