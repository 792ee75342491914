import type { Platform, Result } from './verdict.ts';

export interface PlatformRun {
  readonly name: string;
  readonly results: readonly Result[];
  readonly ms: number;
}

/** Tries all platforms, two at a time, because a machine may have only two cores. */
export async function runAll(platforms: readonly Platform[]): Promise<readonly PlatformRun[]> {
  const runs = new Map<string, PlatformRun>();
  const waiting = [...platforms];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = performance.now();
      const results = await next.try().catch((error: unknown): readonly Result[] => [
        {
          row: 'the run itself',
          verdict: 'breaks',
          says: String((error as Error).stack ?? error),
        },
      ]);
      runs.set(next.name, {
        ...{ name: next.name, results },
        ms: Math.round(performance.now() - started),
      });
    }
  };
  await Promise.all([work(), work()]);
  return platforms.flatMap(({ name }) => runs.get(name) ?? []);
}
