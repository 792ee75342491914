/** Writes one line of JSON for each request and event. */
export { createPinoLog } from './create-pino-log.ts';
