/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener */
import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';

type SendUpload = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that reports how many bytes of its body have left the page, made of an `XMLHttpRequest`. Its answer has
 * the members that `fetchTransport` reads. `undefined` where the host has no such request.
 */
export function webUpload(sent: (bytes: number) => void): SendUpload | undefined {
  if (typeof XMLHttpRequest === 'undefined') return undefined;
  return (url, { method = 'POST', headers, body, credentials, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const abort = (): void => request.abort();
      request.open(method, url);
      request.responseType = 'arraybuffer';
      request.withCredentials = credentials === 'include';
      for (const [name, value] of Object.entries(headers ?? {})) {
        request.setRequestHeader(name, String(value));
      }
      request.upload.onprogress = ({ loaded }) => sent(loaded);
      request.onload = () => {
        const { status, responseURL, response } = request;
        const [asked] = new Request(url).url.split('#', 1);
        resolve({
          ...{ status, url: responseURL, redirected: responseURL !== asked },
          headers: new Headers(headersOf(request)),
          body: new Response(response as ArrayBuffer).body,
        } as Response);
      };
      request.onerror = () => reject(new Failure(NETWORK_FAILED));
      request.onabort = () => reject(new Failure(NETWORK_FAILED));
      request.onloadend = () => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort);
      sent(0);
      if (signal?.aborted) reject(new Failure(NETWORK_FAILED));
      else request.send(body as XMLHttpRequestBodyInit);
    });
}

function headersOf(request: XMLHttpRequest): [string, string][] {
  const lines = request.getAllResponseHeaders().split('\r\n');
  return lines.flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at), line.slice(at + 1).trim()]] : [];
  });
}
