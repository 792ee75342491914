import { refuseSecretAddress } from '#secret-address';
import { originOf } from '../connectivity/web-origin.ts';
import { nextSpan, TRACE_HEADER } from '../exchange/request/trace-parent.ts';

/**
 * Makes the `send` of a beacon: it posts a body with `fetch` and `keepalive`, so that the body arrives even when
 * the page closes meanwhile. Each post to the page's own origin begins a trace in `traceparent`. Resolves with true when the server has received it. Rejects when no answer came.
 * In a page, a build for development throws `DEFECT` for an address that is a secret, such as a webhook of Slack.
 */
export function fetchBeaconSend(
  url: string,
): (body: string, signal?: AbortSignal) => Promise<boolean> {
  refuseSecretAddress(url);
  // Another origin would have to allow the header of a trace first (CORS).
  const isOwn = originOf(url) === '' || !('location' in globalThis);
  return async (body, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      ...(signal && { signal }),
      headers: {
        'content-type': 'application/json',
        ...(isOwn && { [TRACE_HEADER]: nextSpan() }),
      },
    });
    await response.body?.cancel();
    return response.ok;
  };
}
