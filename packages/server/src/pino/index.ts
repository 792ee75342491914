export { createPinoLog, type PinoLog, type PinoLogOptions } from './create-pino-log.ts';
