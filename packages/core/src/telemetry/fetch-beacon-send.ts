import { refuseSecretAddress } from '#secret-address';

/**
 * Makes the `send` of a beacon: it posts a body with `fetch` and `keepalive`, so that the body arrives even when
 * the page closes meanwhile. Resolves with true when the server has received it. Rejects when no answer came.
 * In a page, a build for development throws `DEFECT` for an address that is a secret, such as a webhook of Slack.
 */
export function fetchBeaconSend(url: string): (body: string) => Promise<boolean> {
  refuseSecretAddress(url);
  return async (body) => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      headers: { 'content-type': 'application/json' },
    });
    await response.body?.cancel();
    return response.ok;
  };
}
