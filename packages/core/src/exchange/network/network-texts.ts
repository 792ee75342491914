/*
 * The messages of engines when the network failed. Some monitoring tools add a full stop or a host in brackets.
 * Chromium, Firefox, WebKit, Node, Bun, Deno, workerd, React Native, other libraries.
 */
export const WHOLE_TEXT: RegExp =
  /^(?:failed to fetch|network ?error|networkerror when attempting to fetch resource|error in (?:body|input) stream|decoding failed|content-length header of network response exceeds response body|load failed|cancelled|the network connection was lost|could not connect to the server|a server with the specified hostname could not be found|the request timed out|the internet connection appears to be offline|(?:an ssl error has|a tls error) .+|fetch failed|terminated|other side closed|socket hang up|premature close|network connection lost|network request (?:failed|timed out))\.?(?: \(.*\))?$/i;
export const BEGINNING: RegExp =
  /^(?:unable to connect\. is the|the socket connection was closed|was there a typo in the url|error sending request|error reading a body from|error decoding response body|request or response body error|client error \(|fetch failed: |network timeout at: )/i;
