import { type Platform, webPlatform } from '@holdfast/core/parts';
import { type DestinationStream, pino } from 'pino';
import { describeEvent, type ServerLog } from '../logging/server-log.ts';

export interface PinoLogOptions {
  /** The least that is written. @default 'info' */
  readonly level?: 'info' | 'warn' | 'error' | 'silent';
  /** @default standard error */
  readonly destination?: DestinationStream;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

export interface PinoLog extends ServerLog {
  /** Takes effect with the next line. */
  setLevel(level: NonNullable<PinoLogOptions['level']>): void;
}

/**
 * Writes one JSON line per request and event through pino. Its lines are redacted before pino sees
 * them, so no path has to be named that must not be written.
 */
export function createPinoLog({
  level = 'info',
  destination = pino.destination(2),
  platform = webPlatform,
}: PinoLogOptions = {}): PinoLog {
  const logger = pino(
    { level, base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } },
    destination,
  );
  return {
    request: ({ level: lineLevel, ...line }) => logger[lineLevel](line),
    event: (eventLevel, name, about) =>
      logger[eventLevel]({ time: platform.now(), ...describeEvent(name, about) }),
    setLevel(next) {
      logger.level = next;
    },
  };
}
