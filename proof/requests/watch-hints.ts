import type { Transport } from '@holdfast/core';
import { REQUEST_ID_HEADER } from '@holdfast/core/parts';

export interface WatchedTransport extends Transport {
  /**
   * How many attempts the client sent, and how many of them before the time that the server had asked for.
   */
  sends(): { readonly sent: number; readonly tooEarly: number };
}

/** Wraps a transport, and counts whether its requests keep to the hints of its answers. */
export function watchHints(transport: Transport): WatchedTransport {
  const notBefore = new Map<string, number>();
  let sent = 0;
  let tooEarly = 0;
  return {
    sends: () => ({ sent, tooEarly }),
    async send(request, options) {
      const call = request.headers[REQUEST_ID_HEADER] ?? '';
      sent += 1;
      if (performance.now() < (notBefore.get(call) ?? 0)) tooEarly += 1;
      const answer = await transport.send(request, options);
      const hintMs = answer.headers['retry-after-ms'];
      if (hintMs !== undefined) notBefore.set(call, performance.now() + Number(hintMs));
      return answer;
    },
  };
}
