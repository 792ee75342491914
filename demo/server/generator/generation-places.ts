import { Failure } from '@holdfast/core';
import { type Platform, webPlatform } from '@holdfast/core/parts';
import { GENERATOR_BUSY } from '../../contract/failures.ts';

export interface GenerationLimits {
  /** Generations of one writer at once, on this server. */
  readonly perWriter: number;
  /** Generations of all writers at once, on this server. */
  readonly perServer: number;
}

export interface GenerationPlaces {
  /**
   * Takes a place and returns a function that frees it. Throws `GENERATOR_BUSY` with the time when the next place will
   * probably be free. `expectedMs` says how long the generation will probably take.
   */
  take(owner: string, expectedMs: number): () => void;
}

const SOONEST_MS = 1000;
const LATEST_MS = 60_000;

/** Limits how many generations run at once. */
export function createGenerationPlaces(
  limits: () => GenerationLimits,
  platform: Pick<Platform, 'monotonic'> = webPlatform,
): GenerationPlaces {
  const running = new Set<{ readonly owner: string; readonly endsAt: number }>();
  const busy = (places: 'user' | 'server', ends: readonly number[]): Failure => {
    const leftMs = Math.min(...ends) - platform.monotonic();
    const retryAfterMs = Math.ceil(Math.min(LATEST_MS, Math.max(SOONEST_MS, leftMs)));
    return new Failure(GENERATOR_BUSY, { details: { places }, retryAfterMs });
  };
  return {
    take(owner, expectedMs) {
      const { perWriter, perServer } = limits();
      const all = [...running];
      const own = all.filter((one) => one.owner === owner).map(({ endsAt }) => endsAt);
      if (own.length >= perWriter) throw busy('user', own);
      if (all.length >= perServer) {
        throw busy(
          'server',
          all.map(({ endsAt }) => endsAt),
        );
      }
      const place = { owner, endsAt: platform.monotonic() + expectedMs };
      running.add(place);
      return () => void running.delete(place);
    },
  };
}
