import type { RequestLimit, RateLimitDecision } from './window-state.ts';

/** Counts requests per key. Everything that shares the store shares the count. */
export interface RateLimitStore {
  /** Takes a place for the key, alone: of two at once for the last place, one is refused. */
  take(key: string, limit: RequestLimit): Promise<RateLimitDecision>;
  /** Forgets keys whose windows have emptied and says how many. Never changes a decision. */
  prune(): Promise<number>;
}
