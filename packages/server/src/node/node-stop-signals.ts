import type { Shutdown } from '../shutdown/create-shutdown.ts';

/** What is used of `process`. */
export interface SignalledProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exitCode?: number | string | null | undefined;
}

/**
 * Stops on SIGTERM and SIGINT, and lets the process end with the code of the stop once nothing keeps
 * it. Further signals change nothing: a terminal sends one to a whole group, so it often comes twice.
 */
export function stopOnSignals(
  { stop }: Pick<Shutdown, 'stop'>,
  running: SignalledProcess = process,
): void {
  const begin = async (): Promise<void> => {
    running.exitCode = await stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) running.on(signal, () => void begin());
}
