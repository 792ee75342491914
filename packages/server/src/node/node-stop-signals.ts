import type { Shutdown } from '../shutdown/create-shutdown.ts';

/**
 * Stops on SIGTERM and SIGINT, and lets the process end with the code of the stop once nothing keeps
 * it. A second signal ends it at once, as it would have without this.
 */
export function stopOnSignals({ stop }: Pick<Shutdown, 'stop'>): void {
  const begin = async (): Promise<void> => {
    process.exitCode = await stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void begin());
}
