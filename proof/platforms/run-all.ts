import { twoAtATime } from '../../scripts/two-at-a-time.ts';
import type { Platform, Result } from './verdict.ts';

export interface PlatformRun {
  readonly name: string;
  readonly results: readonly Result[];
  readonly ms: number;
}

/** Tries all platforms, two at a time. */
export function runAll(platforms: readonly Platform[]): Promise<readonly PlatformRun[]> {
  return twoAtATime(platforms, async (platform) => {
    const started = performance.now();
    const results = await platform.try().catch((error: unknown): readonly Result[] => [
      {
        row: 'the run itself',
        verdict: 'breaks',
        says: String((error as Error).stack ?? error),
      },
    ]);
    const ms = Math.round(performance.now() - started);
    return { name: platform.name, results, ms };
  });
}
