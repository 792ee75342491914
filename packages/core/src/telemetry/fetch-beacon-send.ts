/** Posts a body so that it arrives even when the page goes away meanwhile. False unless it was received. */
export function fetchBeaconSend(url: string): (body: string) => Promise<boolean> {
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
