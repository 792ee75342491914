import type { Overlap } from '../offline/history/history.ts';
import type { SentRequest } from '../offline/simulator/simulated-network.ts';

/** Notices when two tabs send one entry at the same time. */
export interface OverlapWatch {
  sent(request: SentRequest, context: string): void;
  ended(request: SentRequest, context: string): void;
  /** The tab has died or stands still, so another tab may send its entries. */
  absent(context: string): void;
  found(): readonly Overlap[];
}

export function watchOverlaps(): OverlapWatch {
  const waiting = new Map<number, { readonly id: string; readonly context: string }>();
  const overlaps: Overlap[] = [];
  return {
    sent({ id, number }, context) {
      for (const other of waiting.values()) {
        if (other.id !== id || other.context === context) continue;
        overlaps.push({ id, contexts: [other.context, context] });
      }
      waiting.set(number, { id, context });
    },
    ended: ({ number }) => void waiting.delete(number),
    absent(context) {
      for (const [number, other] of waiting) if (other.context === context) waiting.delete(number);
    },
    found: () => overlaps,
  };
}
