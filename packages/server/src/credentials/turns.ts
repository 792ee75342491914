import { Failure } from '@holdfast/core';
import { RATE_LIMITED } from '@holdfast/core/failures';
import { inTurn } from '@holdfast/core/parts';

/**
 * Runs work under one key one after the other, and under different keys at once. Rejects with `RATE_LIMITED`
 * when too much waits under a key already.
 */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  readonly run: ReturnType<typeof inTurn>;
  waiting: number;
}

const RETRY_AFTER_MS = 1000;

export function createTurns({ mostOfKey }: { readonly mostOfKey: number }): Turns {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? { run: inTurn(), waiting: 0 };
    if (line.waiting >= mostOfKey)
      throw new Failure(RATE_LIMITED, { retryAfterMs: RETRY_AFTER_MS });
    lines.set(key, line);
    line.waiting += 1;
    try {
      return await line.run(work);
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(key);
    }
  };
}
