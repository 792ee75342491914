/*
 * Stands for `network-texts.ts` in browsers: the texts of Chromium, Firefox, WebKit, libraries and
 * workerd, whose builds are builds for browsers. See
 * `#network-texts` in package.json.
 */

export const WHOLE_TEXT: RegExp =
  /^(?:failed to fetch|network ?error|networkerror when attempting to fetch resource|error in (?:body|input) stream|decoding failed|content-length header of network response exceeds response body|load failed|cancelled|the network connection was lost|could not connect to the server|a server with the specified hostname could not be found|the request timed out|the internet connection appears to be offline|network connection lost|(?:an ssl error has|a tls error) .+)\.?(?: \(.*\))?$/i;
export const BEGINNING: RegExp = /^fetch failed: /i;
