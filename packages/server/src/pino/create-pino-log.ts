import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { type DestinationStream, pino } from 'pino';
import { toEventLine, type ServerLog } from '../logging/server-log.ts';

export interface PinoLogOptions {
  /** Lines below this level are left out. @default 'info' */
  readonly level?: 'info' | 'warn' | 'error' | 'silent';
  /** @default standard error */
  readonly destination?: DestinationStream;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

export interface PinoLog extends ServerLog {
  /** Changes the level from the next line on. */
  reconfigure(options: Required<Pick<PinoLogOptions, 'level'>>): void;
}

/**
 * Writes one line of JSON for each request and event through pino. The lines are redacted before pino sees them, so an
 * app names no paths to redact.
 */
export function createPinoLog(options: PinoLogOptions = {}): PinoLog {
  requireOptionsAlways('createPinoLog', options, {
    level: 'one of info, warn, error, silent?',
    destination: 'an object with write?',
    platform: 'an object with now?',
  });

  const { level = 'info', destination = pino.destination(2), platform = webPlatform } = options;
  const logger = pino(
    { level, base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } },
    destination,
  );
  return {
    request: ({ level: lineLevel, ...line }) => logger[lineLevel](line),
    event: (eventLevel, name, about) =>
      logger[eventLevel]({ time: platform.now(), ...toEventLine(name, about) }),
    reconfigure({ level: next }) {
      logger.level = next;
    },
  };
}
