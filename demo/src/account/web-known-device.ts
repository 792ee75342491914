import type { Answer, Transport } from '@holdfast/core';
import { DEVICE_HEADER } from '../../contract/account.ts';

const KEY = 'fireside.device';
/** Only these ask who somebody is. */
const PATHS = /\/api\/(session|accounts)$/;

/**
 * Keeps what Fireside's server gives a device to be known by, and shows it when a writer signs in: strangers who
 * guess at a name do not stop its owner on a device of theirs. It opens nothing and names nobody, so it stays
 * when the writer signs out. A browser that keeps nothing is a new device each time.
 */
export function withKnownDevice(transport: Transport, storage: Storage): Transport {
  const keep = (answer: Answer): Answer => {
    const given = answer.headers[DEVICE_HEADER];
    if (given !== undefined) attempt(() => storage.setItem(KEY, given));
    return answer;
  };
  return {
    ...transport,
    async send(request, options) {
      if (!PATHS.test(new URL(request.url).pathname)) return transport.send(request, options);
      const device = attempt(() => storage.getItem(KEY));
      const headers = device ? { ...request.headers, [DEVICE_HEADER]: device } : request.headers;
      return keep(await transport.send({ ...request, headers }, options));
    },
  };
}

/** A browser may refuse its storage at any time. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
