/** Writes one line of JSON for each request and event. */
export { createPinoLog, type PinoLog } from './create-pino-log.ts';
