import type { Transport } from '@holdfast/core';
import { REQUEST_ID_HEADER } from '@holdfast/core/parts';

export interface WatchedTransport extends Transport {
  /** How many attempts were sent, and how many of them sooner than the server had asked for. */
  sends(): { readonly sent: number; readonly tooEarly: number };
}

/** The same transport, and whether what goes through it keeps to the hints that came through it. */
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
