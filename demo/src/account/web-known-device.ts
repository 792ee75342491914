import type { Transport } from '@holdfast/core';
import type { Answer } from '@holdfast/core/parts';
import { DEVICE_HEADER } from '../../contract/session.ts';

const KEY = 'fireside.device';
/** Only these requests name a user. */
const PATHS = /\/api\/(session|accounts)$/;

/**
 * Stores the mark that Fireside's server gives a device, and sends it when a writer signs in. So strangers who guess
 * at a name do not slow down its owner on a device that the owner has used. The mark grants no access and names no
 * user, so it stays when the writer signs out. A browser that stores nothing is a new device each time.
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
