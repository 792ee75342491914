import { requireOptionsAlways } from '@holdfast/core/parts';
import type { ServerLog } from '../logging/server-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import { requireMethods } from '../mistakes/require-value.ts';
import type { Shutdown } from '../shutdown/create-shutdown.ts';

/** The part of `process` that a stop needs. */
export interface SignalledProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exitCode?: number | string | null | undefined;
  exit?(): unknown;
  /** A handle that still keeps the process running. */
  getActiveResourcesInfo?(): readonly string[];
}

export interface StopOnSignalsOptions {
  /** How long the process may take to end by itself after the stop. Then `stopOnSignals` ends it. @default 1000 */
  readonly exitMs?: number;
  /** Receives the handles that kept the process from ending by itself. @default none */
  readonly log?: Pick<ServerLog, 'event'>;
  /** @default the process itself */
  readonly process?: SignalledProcess;
}

/**
 * Stops on SIGTERM and SIGINT. Then the process ends by itself with the code of the stop. A connection or a timer that
 * is still open after `exitMs` does not keep it running. Further signals change nothing during the stop: a terminal
 * sends one to a whole group, so it often comes twice.
 */
export function stopOnSignals(
  shutdown: Pick<Shutdown, 'stop'>,
  options: StopOnSignalsOptions = {},
): void {
  requireOptionsAlways('stopOnSignals', options, {
    exitMs: 'a number from 0 on?',
    log: 'an object with event?',
    process: 'an object with on?',
  });

  const { exitMs = 1000, log, process: running = process } = options;
  requireMethods('stopOnSignals', { shutdown }, ['stop'], 'the result of `createShutdown`');
  const { stop } = shutdown;
  let isStopped = false;
  const begin = async (): Promise<void> => {
    if (isStopped) running.exit?.();
    running.exitCode = await stop();
    if (isStopped) return;
    isStopped = true;
    // This timer alone keeps no process going.
    setTimeout(() => {
      const resources = running.getActiveResourcesInfo?.() ?? [];
      tellApp(log && (() => log.event('warn', 'shutdown.kept-open', { fields: { resources } })));
      running.exit?.();
    }, exitMs).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) running.on(signal, () => void begin());
}
