import type { LogSink } from '@holdfast/server';
import { type FetchHandler, listen as serve, type Listening } from '@holdfast/server/adapters';
import type { Configuration } from '../configuration.ts';
import { CannotStart, systemCode } from './cannot-start.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is already in use; stop what listens there or set PORT to another',
  EACCES: 'this user may not use it; set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST to one it has',
  ENOTFOUND: 'there is no such address; set HOST to one this machine has',
};

/** Starts listening. Rejects with `CannotStart` when the address cannot be had. */
export async function listen(
  {
    port,
    host,
    requestTimeoutMs,
    proxies,
    maxBodyBytes,
  }: Pick<Configuration, 'port' | 'host' | 'requestTimeoutMs' | 'proxies' | 'maxBodyBytes'>,
  fetch: FetchHandler,
  log: LogSink,
): Promise<Listening> {
  try {
    const limits = {
      requestMs: requestTimeoutMs,
      proxies: proxies.ranges,
      // The memory of two hundred of the longest bodies at once.
      maxUnfinishedBytes: 200 * maxBodyBytes,
    };
    return await serve({ fetch, port, host, limits, log });
  } catch (error) {
    const code = systemCode(error);
    const reason = REASONS[code] ?? code;
    throw new CannotStart(`Fireside cannot listen on port ${port} of ${host}: ${reason}.`);
  }
}
