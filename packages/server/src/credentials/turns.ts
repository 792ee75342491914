import { Failure } from '@holdfast/core';
import { RATE_LIMITED } from '@holdfast/core/failures';
import { inTurn, type Platform } from '@holdfast/core/parts';
import { inTime } from '../deadline/in-time.ts';

/**
 * Runs work under one key one after the other, and under different keys at once. Rejects with `RATE_LIMITED`
 * when too much waits under a key already, and with `TIMEOUT` when the work does not end. Then the next work begins.
 */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  readonly run: ReturnType<typeof inTurn>;
  waiting: number;
}

const RETRY_AFTER_MS = 1000;

/** Longer than a work that ends, even behind a full line of hashes. */
const WORK_WITHIN_MS = 60_000;

export interface TurnsOptions {
  readonly mostOfKey: number;
  readonly platform: Pick<Platform, 'schedule'>;
}

export function createTurns({ mostOfKey, platform }: TurnsOptions): Turns {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? { run: inTurn(), waiting: 0 };
    if (line.waiting >= mostOfKey)
      throw new Failure(RATE_LIMITED, { retryAfterMs: RETRY_AFTER_MS });
    lines.set(key, line);
    line.waiting += 1;
    try {
      return await line.run(() => inTime(platform, WORK_WITHIN_MS, work()));
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(key);
    }
  };
}
