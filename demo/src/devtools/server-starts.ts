import type { Transport } from '@holdfast/core';
import type { RestartState } from '@holdfast/core/parts';
import { readStart, START_HEADER, type ServerStart } from '../../contract/server-start.ts';

/** Reads from the answers of the server that it crashed and was started again. */
export function withServerStarts(
  transport: Transport,
  restarted: (state: RestartState) => void,
): Transport {
  let latest: ServerStart | undefined;
  const heard = <T extends { readonly headers: Readonly<Record<string, string>> }>(
    answer: T,
  ): T => {
    const start = readStart(answer.headers[START_HEADER]);
    if (start && start.id !== latest?.id) {
      // A server that was started anew by hand, or after a change of its code, did not crash.
      if (latest && start.restarts > 0) restarted({ state: 'restarting', attempt: start.restarts });
      latest = start;
    }
    return answer;
  };
  return {
    ...transport,
    send: async (request, options) => heard(await transport.send(request, options)),
    ...(transport.open && {
      open: async (request, options) => heard(await transport.open!(request, options)),
    }),
  };
}
