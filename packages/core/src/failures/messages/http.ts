import type * as kinds from '../kinds/http.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  BAD_REQUEST: {
    en: 'The server cannot read this.',
    de: 'Der Server hat das nicht verstanden.',
    message: '400: the server calls the request malformed.',
    remedy: 'Compare the request with the contract of the endpoint.',
  },
  NOT_FOUND: {
    en: 'This no longer exists.',
    de: 'Das gibt es nicht mehr.',
    message: '404: nothing is at this address, or you may not know of it.',
    remedy: 'Check the path; for a delete set `goneIsDone`.',
  },
  METHOD_NOT_ALLOWED: {
    en: 'This cannot be done here.',
    de: 'Das geht hier nicht.',
    message: '405: the address exists, the method does not.',
    remedy: 'Check the method of the operation.',
  },
  REQUEST_TIMEOUT: {
    en: 'Sending took too long.',
    de: 'Das Senden hat zu lange gedauert.',
    message: '408: the server gave up waiting for the request.',
    remedy: 'Retry with an idempotency key; send less at once.',
  },
  CONFLICT: {
    en: 'Another change came first.',
    de: 'Jemand hat das vorher geändert.',
    message: '409: the change does not fit the present state.',
    remedy: 'Read the newest state, show both, and let the person choose.',
  },
  GONE: {
    en: 'This was removed.',
    de: 'Das wurde entfernt.',
    message: '410: it existed and will not come back.',
    remedy: 'Drop what you keep of it.',
  },
  PRECONDITION_FAILED: {
    en: 'Another change came first.',
    de: 'Jemand hat das vorher geändert.',
    message: '412: an `If-Match` or the like did not hold.',
    remedy: 'Read the newest version and apply the change to it.',
  },
  BODY_TOO_LARGE: {
    en: 'This is too large to send.',
    de: 'Das ist zu groß zum Senden.',
    message: '413: the body passed the limit of the server, which `details.limitBytes` tells.',
    remedy: 'Send less, or raise the limit on the server.',
  },
  MEDIA_TYPE_REFUSED: {
    en: 'The server cannot read this.',
    de: 'Der Server nimmt dieses Format nicht.',
    message: '415: the content type is not accepted.',
    remedy: 'Check the `content-type` of the request.',
  },
  TOO_EARLY: {
    en: 'Please try again in a moment.',
    de: 'Bitte gleich noch einmal versuchen.',
    message: '425: the server will not risk a request that could be replayed.',
    remedy: 'Retry; the connection is then established.',
  },
  RATE_LIMITED: {
    en: 'The server asks for a pause.',
    de: 'Der Server bittet um eine Pause.',
    message: '429: too many requests; `retryAfterMs` says how long to wait if the server said so.',
    remedy: 'Wait as long as asked. Put a `createRateLimit` policy before it to stay below.',
  },
  PAYMENT_REQUIRED: {
    en: 'This has to be paid first.',
    de: 'Das muss erst bezahlt werden.',
    message: '402: the server wants a payment.',
    remedy: 'Show the person how to pay.',
  },
  NOT_ACCEPTABLE: {
    en: 'The server cannot do this.',
    de: 'Der Server hat keine passende Antwort.',
    message: '406: nothing fits the `accept` header.',
    remedy: 'Accept what the endpoint can give.',
  },
  URL_TOO_LONG: {
    en: 'This is too large to send.',
    de: 'Die Anfrage ist zu lang.',
    message: '414: the address is longer than the server takes.',
    remedy: 'Move the query into a body.',
  },
  RESOURCE_LOCKED: {
    en: 'This is locked at the moment.',
    de: 'Jemand arbeitet gerade daran.',
    message: '423: it is locked at the moment.',
    remedy: 'Try again later, or show which user holds it.',
  },
  PRECONDITION_REQUIRED: {
    en: 'Please reload this first.',
    de: 'Das muss erst neu geladen werden.',
    message: '428: the server wants an `If-Match`.',
    remedy: 'Send the version you have read.',
  },
  HEADERS_TOO_LARGE: {
    en: 'This is too large to send.',
    de: 'Die Anfrage ist zu groß.',
    message: '431: the headers are too large, usually for cookies.',
    remedy: 'Clear cookies; keep state out of headers.',
  },
  LEGALLY_UNAVAILABLE: {
    en: 'This may not be shown here.',
    de: 'Das darf hier nicht gezeigt werden.',
    message: '451: withheld for legal reasons.',
    remedy: 'Nothing to do from here.',
  },
  SERVER_ERROR: {
    en: 'The server made a mistake.',
    de: 'Der Server hat einen Fehler gemacht.',
    message: '500: the server failed, and its request may have taken effect.',
    remedy: 'Look up the request id in its log; retry with an idempotency key.',
  },
  NOT_IMPLEMENTED: {
    en: 'The server cannot do this.',
    de: 'Der Server kann das noch nicht.',
    message: '501: the server does not support the method.',
    remedy: 'Check the address and the version of the server.',
  },
  BAD_GATEWAY: {
    en: 'The server is not answering.',
    de: 'Der Server antwortet nicht.',
    message: '502: what stands before the server got no good answer from it.',
    remedy: 'Retry later; look at the server behind the gateway.',
  },
  UNAVAILABLE: {
    en: 'The server is busy.',
    de: 'Der Server ist überlastet.',
    message: '503: overloaded or being maintained.',
    remedy: 'Wait as long as it asks, then try again.',
  },
  GATEWAY_TIMEOUT: {
    en: 'The server is too slow.',
    de: 'Der Server ist zu langsam.',
    message: '504: the gateway gave up waiting; the request may still take effect.',
    remedy: 'Retry with an idempotency key.',
  },
  SERVER_STORAGE_FULL: {
    en: 'The server has no room left.',
    de: 'Der Server hat keinen Platz mehr.',
    message: '507: the server cannot store it.',
    remedy: 'Free space on the server.',
  },
  CLIENT_ERROR: {
    en: 'The server refused this.',
    de: 'Der Server hat das abgelehnt.',
    message: 'A 4xx without a name of its own; `status` tells which.',
    remedy: 'Look the status up; check the request.',
  },
  OTHER_SERVER_ERROR: {
    en: 'The server made a mistake.',
    de: 'Der Server hat einen Fehler gemacht.',
    message: 'A 5xx without a name of its own; `status` tells which.',
    remedy: 'Look up the request id in the log of the server.',
  },
  STATUS_UNEXPECTED: {
    en: 'The answer makes no sense.',
    de: 'Der Server hat seltsam geantwortet.',
    message:
      'A status that is neither a success nor an error, such as a redirect that was not followed.',
    remedy: 'Check the address and what stands before the server.',
  },
  WRITE_REDIRECTED: {
    en: 'It is not certain that this arrived.',
    de: 'Es ist nicht sicher, ob das angekommen ist.',
    message:
      'The server redirected a write within its own origin. The browser may have repeated it as GET.',
    remedy:
      'Send to the final address directly, or let the server name the method that arrived in the header Holdfast-Method.',
  },
};
