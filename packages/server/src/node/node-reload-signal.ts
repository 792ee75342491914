import { requireOptionsAlways } from '@holdfast/core/parts';
import type { Reload } from '../configuration/create-configuration.ts';
import type { ServerLog } from '../logging/server-log.ts';

/** The part of `process` that hears the signal. */
export interface HangingUpProcess {
  on(signal: 'SIGHUP', listener: () => void): unknown;
}

export interface ReloadOnSignalOptions {
  /** Receives the result of each reload. */
  readonly log: Pick<ServerLog, 'event'>;
  /** @default the process itself */
  readonly process?: HangingUpProcess;
}

/** Reads the configuration again on SIGHUP, and logs which settings changed or why none did. */
export function reloadOnSignal(
  configuration: { reload(): Promise<Reload> },
  options: ReloadOnSignalOptions,
): void {
  requireOptionsAlways('reloadOnSignal', options, {
    log: 'an object with event',
    process: 'an object with on?',
  });

  const { log, process: running = process } = options;
  const reload = async (): Promise<void> => {
    const result = await configuration.reload();
    if (result.kind === 'applied') {
      log.event('info', 'configuration.applied', { fields: { ...result } });
    } else {
      log.event('error', 'configuration.refused', { thrown: result.failure });
    }
  };
  running.on('SIGHUP', () => void reload());
}
