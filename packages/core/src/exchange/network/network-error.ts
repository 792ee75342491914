import { peek } from '../../failures/naming/peek.ts';

/*
 * The texts of engines when the network failed. Some monitors add a full stop or a host in brackets after them.
 * Chromium, Firefox, WebKit, Node, Bun, Deno, workerd, React Native, other libraries.
 */
const WHOLE_TEXT =
  /^(?:failed to fetch|network ?error|networkerror when attempting to fetch resource|error in (?:body|input) stream|decoding failed|content-length header of network response exceeds response body|load failed|cancelled|the network connection was lost|could not connect to the server|a server with the specified hostname could not be found|the request timed out|the internet connection appears to be offline|(?:an ssl error has|a tls error) .+|fetch failed|terminated|other side closed|socket hang up|premature close|network connection lost|network request (?:failed|timed out))\.?(?: \(.*\))?$/i;
const BEGINNING =
  /^(?:unable to connect\. is the|the socket connection was closed|was there a typo in the url|error sending request|error reading a body from|error decoding response body|request or response body error|client error \(|fetch failed: |network timeout at: )/i;
const NAME = /^(?:AbortError|NetworkError)$/;
const DEEPEST = 4;
const MOST_ERRORS = 10;

/**
 * Whether a value that `fetch` or a wrapper around it threw is the network's own error, or was caused by one. A
 * `TypeError` without a stack comes from the engine and not from a script. It is recognised by that, because
 * WebKit writes its texts in the language of the device.
 */
export function isNetworkError(error: unknown, depth = 0): boolean {
  if (depth > DEEPEST || typeof error !== 'object' || error === null) return false;
  const text = peek(error, 'message');
  const name = peek(error, 'name');
  const errors = peek(error, 'errors');
  return (
    (typeof text === 'string' && (WHOLE_TEXT.test(text) || BEGINNING.test(text))) ||
    (typeof name === 'string' && NAME.test(name)) ||
    (error instanceof TypeError && !peek(error, 'stack')) ||
    isNetworkError(peek(error, 'cause'), depth + 1) ||
    (Array.isArray(errors) &&
      errors.length > 0 &&
      errors.slice(0, MOST_ERRORS).every((one) => isNetworkError(one, depth + 1)))
  );
}
