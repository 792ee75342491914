// Written by `npm run kinds` from the files under `failures/kinds` and `failures/messages`.
/* oxlint-disable max-lines */
import type { Catalogue } from '../catalogue.ts';
import type { Advice } from './advice.ts';

/** What happened and what to do, for every code of Holdfast. Meant for development; production has no use for it. */
export const advice: Readonly<Record<keyof Catalogue, Advice>> = {
  NETWORK_FAILED: {
    message:
      'No whole answer came. In browsers DNS, TLS, CORS, CSP and a cut connection all look like this.',
    remedy:
      'Open the network panel for the cause; retry later, with an idempotency key if it writes.',
  },
  OFFLINE: {
    message: 'The request was not sent, because the device has no network.',
    remedy: 'Queue the write or show what is kept; sending goes on when the network is back.',
  },
  ABORTED: {
    message: 'The caller gave the request up; the server may have got it all the same.',
    remedy: 'Nothing to do. Do not report it and do not count it against the server.',
  },
  CAPTIVE_PORTAL: {
    message:
      'A page came where data was expected: a network that wants a sign-in, or a server that answers with HTML.',
    remedy:
      'Open any page in the browser and sign in. If it is your own server, let it answer JSON.',
  },
  ANSWER_TOO_LARGE: {
    message: 'The answer passed the limit of the transport and was dropped.',
    remedy: 'Ask for less (pages, fields), or raise `maxAnswerBytes`.',
  },
  ANSWER_OPAQUE: {
    message:
      'A `no-cors` answer has no status and no body, and so has a redirect that was not followed: it is neither a success nor a failure.',
    remedy: 'Ask with CORS, and let the server allow your origin.',
  },
  PROXY_REFUSED: {
    message: 'A proxy answered 407 before the server was reached.',
    remedy: 'Sign in to the proxy; nothing reached the server.',
  },
  BAD_REQUEST: {
    message: '400: the server calls the request malformed.',
    remedy: 'Compare the request with the contract of the endpoint.',
  },
  NOT_FOUND: {
    message: '404: nothing is at this address, or you may not know of it.',
    remedy: 'Check the path; for a delete set `goneIsDone`.',
  },
  METHOD_NOT_ALLOWED: {
    message: '405: the address exists, the method does not.',
    remedy: 'Check the method of the operation.',
  },
  REQUEST_TIMEOUT: {
    message: '408: the server gave up waiting for the request.',
    remedy: 'Retry with an idempotency key; send less at once.',
  },
  CONFLICT: {
    message: '409: the change does not fit the present state.',
    remedy: 'Read the newest state, show both, and let the person choose.',
  },
  GONE: { message: '410: it existed and will not come back.', remedy: 'Drop what you keep of it.' },
  PRECONDITION_FAILED: {
    message: '412: an `If-Match` or the like did not hold.',
    remedy: 'Read the newest version and apply the change to it.',
  },
  BODY_TOO_LARGE: {
    message: '413: the body passed the limit of the server, which `details.limitBytes` tells.',
    remedy: 'Send less, or raise the limit on the server.',
  },
  MEDIA_TYPE_REFUSED: {
    message: '415: the content type is not accepted.',
    remedy: 'Check the `content-type` of the request.',
  },
  TOO_EARLY: {
    message: '425: the server will not risk a request that could be replayed.',
    remedy: 'Retry; the connection is then established.',
  },
  RATE_LIMITED: {
    message: '429: too many requests; `retryAfterMs` says how long to wait if the server said so.',
    remedy: 'Wait as long as asked. Put a `createRateLimit` policy before it to stay below.',
  },
  PAYMENT_REQUIRED: {
    message: '402: the server wants a payment.',
    remedy: 'Show the person how to pay.',
  },
  NOT_ACCEPTABLE: {
    message: '406: nothing fits the `accept` header.',
    remedy: 'Accept what the endpoint can give.',
  },
  URL_TOO_LONG: {
    message: '414: the address is longer than the server takes.',
    remedy: 'Move the query into a body.',
  },
  RESOURCE_LOCKED: {
    message: '423: it is locked at the moment.',
    remedy: 'Try again later, or show which user holds it.',
  },
  PRECONDITION_REQUIRED: {
    message: '428: the server wants an `If-Match`.',
    remedy: 'Send the version you have read.',
  },
  HEADERS_TOO_LARGE: {
    message: '431: the headers are too large, usually for cookies.',
    remedy: 'Clear cookies; keep state out of headers.',
  },
  LEGALLY_UNAVAILABLE: {
    message: '451: withheld for legal reasons.',
    remedy: 'Nothing to do from here.',
  },
  SERVER_ERROR: {
    message: '500: the server failed, and its request may have taken effect.',
    remedy: 'Look up the request id in its log; retry with an idempotency key.',
  },
  NOT_IMPLEMENTED: {
    message: '501: the server does not support the method.',
    remedy: 'Check the address and the version of the server.',
  },
  BAD_GATEWAY: {
    message: '502: what stands before the server got no good answer from it.',
    remedy: 'Retry later; look at the server behind the gateway.',
  },
  UNAVAILABLE: {
    message: '503: overloaded or being maintained.',
    remedy: 'Wait as long as it asks, then try again.',
  },
  GATEWAY_TIMEOUT: {
    message: '504: the gateway gave up waiting; the request may still take effect.',
    remedy: 'Retry with an idempotency key.',
  },
  SERVER_STORAGE_FULL: {
    message: '507: the server cannot store it.',
    remedy: 'Free space on the server.',
  },
  CLIENT_ERROR: {
    message: 'A 4xx without a name of its own; `status` tells which.',
    remedy: 'Look the status up; check the request.',
  },
  OTHER_SERVER_ERROR: {
    message: 'A 5xx without a name of its own; `status` tells which.',
    remedy: 'Look up the request id in the log of the server.',
  },
  STATUS_UNEXPECTED: {
    message:
      'A status that is neither a success nor an error, such as a redirect that was not followed.',
    remedy: 'Check the address and what stands before the server.',
  },
  WRITE_REDIRECTED: {
    message:
      'The server redirected a write within its own origin. The browser may have repeated it as GET.',
    remedy:
      'Send to the final address directly, or let the server name the method that arrived in the header Holdfast-Method.',
  },
  INPUT_INVALID: {
    message:
      'The input broke the schema of the operation, or holds values that cannot be compared. Nothing was sent.',
    remedy: 'Show `details.issues` on the fields.',
  },
  REQUEST_INVALID: {
    message: '422: the server refused fields of what was sent.',
    remedy: 'Show `details.issues` on the fields; align the schemas of both sides.',
  },
  RESPONSE_INVALID: {
    message: 'The answer broke the output schema. The server did say yes.',
    remedy: 'Compare the schema with what the server sends; one of them changed.',
  },
  JSON_INVALID: {
    message: 'Text that was to be JSON is none.',
    remedy: 'Log the content type and length of what came, never the text.',
  },
  CONTENT_UNEXPECTED: {
    message: 'The content is not of the kind that was asked for.',
    remedy: 'Check the content type and what stands before the server.',
  },
  VALUE_INVALID: {
    message: 'A schema refused a value at a place that does not know whose value it was.',
    remedy: 'Check values with `parseWith` where they come in.',
  },
  REQUEST_UNSENDABLE: {
    message: 'The caller made a request that no `fetch` can send. Nothing was sent or stored.',
    remedy: 'Correct the part of the request that `details.issues` points at.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    message: '400: the endpoint wants an `Idempotency-Key`.',
    remedy: 'Send writes as operations; they mint the key.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    message: '400: the `Idempotency-Key` is malformed.',
    remedy: 'Let Holdfast mint the key.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    message: '422: the same key came with another body.',
    remedy: 'Mint a key for each write, and freeze its body after the first attempt.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    message: '409: the first request with this key still runs.',
    remedy: 'Wait, then send the same again: the stored answer comes.',
  },
  CLIENT_OUTDATED: {
    message: '426: the server does not speak this version any more.',
    remedy: 'Offer the update, with unsaved work kept.',
  },
  UNAUTHENTICATED: {
    message: '401: there is no valid session.',
    remedy: 'Renew the session once, then ask the person to sign in.',
  },
  FORBIDDEN: {
    message: '403: known, but not allowed.',
    remedy: 'Do not offer what is not allowed.',
  },
  CREDENTIALS_WRONG: {
    message: '401: the sign-in was refused.',
    remedy: 'Ask again; never say which of the two was wrong.',
  },
  SUBJECT_MISMATCH: {
    message:
      '412: the session belongs to another user than the request was meant for. Without a status, another user signed in before the client sent it.',
    remedy: 'Let its owner sign in; the entry waits.',
  },
  CROSS_SITE_REFUSED: {
    message: '403: `Origin` or `Sec-Fetch-Site` is not this site.',
    remedy: 'Send from the same origin, or allow the origin.',
  },
  SESSION_EXPIRED: {
    message: '401: the session is too old.',
    remedy: 'Ask the person to sign in again and keep what they wrote.',
  },
  SESSION_REVOKED: {
    message: '401: the session was ended from elsewhere.',
    remedy: 'Drop what is kept for the session and ask for a sign-in.',
  },
  SESSION_REFRESH_FAILED: {
    message: 'The session could not be renewed just now.',
    remedy: 'Try later; do not sign the user out for it.',
  },
  ACCOUNT_LOCKED: {
    message: '403: locked, by the person or by too many attempts.',
    remedy: 'Show how it is unlocked.',
  },
  ACCOUNT_SUSPENDED: {
    message:
      '403: too much counts against the account; it may go on by itself after `retryAfterMs`.',
    remedy: 'Say until when. An administrator can lift it; the audit says what decided it.',
  },
  PROFILE_MISSING: {
    message: '404: a signed-in user without a profile.',
    remedy: 'Let the person make one.',
  },
  PROFILE_INVALID: {
    message: '422: fields of the profile were refused.',
    remedy: 'Show `details.issues` on the fields.',
  },
  PROFILE_CONFLICT: {
    message: '409: the profile is newer than the one that was edited.',
    remedy: 'Show both and let the person choose.',
  },
  CONTENT_BLOCKED: {
    message: 'A policy of the page forbids it.',
    remedy: 'Read the report of the policy; allow what you need and no more.',
  },
  CONTEXT_INSECURE: {
    message:
      'The page is not in a secure context, so the browser gives it no locks and no service worker.',
    remedy: 'Serve it over HTTPS; plain HTTP will do on localhost alone.',
  },
  THREAT_REFUSED: {
    message: '403: the request matched a pattern of attacks.',
    remedy: 'If it was honest, look up the request id and correct the rule.',
  },
  PERMISSION_DENIED: {
    message: 'The person or the browser refused a permission.',
    remedy: 'Ask again only after a gesture, and say what for.',
  },
  ADDRESS_BLOCKED: {
    message: '429: too much counts against the address; it is let in again after `retryAfterMs`.',
    remedy:
      'Wait. Behind a proxy, check that the server sees the addresses of people, not the proxy’s.',
  },
  CROSS_ORIGIN_REFUSED: {
    message:
      'A server at another origin answers a plain request, and twice in a row not this one: its CORS rules do not allow the headers or the method.',
    remedy:
      'Let the server allow the headers of Holdfast (`Access-Control-Allow-Headers`), or leave them out with the option ownHeaders of addRequest.',
  },
  STORAGE_FAILED: {
    message: 'The storage failed without saying more.',
    remedy: 'Open the database again; tell the person that nothing is kept meanwhile.',
  },
  STORAGE_UNAVAILABLE: {
    message:
      'Storage is blocked here: a private window, cookies off, a sandbox, or files that may not be written.',
    remedy: 'Go on in memory, and say so.',
  },
  STORAGE_QUOTA: {
    message: 'The quota of the origin, or the disk, is full.',
    remedy: 'Drop caches, ask for persistent storage, and tell the person.',
  },
  STORAGE_CORRUPT: {
    message: 'What was read is not what was written.',
    remedy: 'Put it aside, never over it; restore from the server.',
  },
  STORAGE_NEWER: {
    message: 'A newer version of the app wrote what is stored.',
    remedy: 'Read only, and offer the update.',
  },
  STORAGE_CONNECTION_LOST: {
    message:
      'The connection was closed: by an upgrade, by the browser, or by a page that went to sleep.',
    remedy: 'Open it again and repeat the transaction.',
  },
  STORAGE_QUERY_FAILED: {
    message: 'A key, value, store or index does not fit the database.',
    remedy: 'Correct the call; the same call will fail again.',
  },
  STORAGE_BLOCKED: {
    message: 'Another tab holds an older version of the database open.',
    remedy: 'Close connections on `versionchange`; ask for the other tabs to be closed.',
  },
  STORAGE_LOST: {
    message: 'The user, the browser or other code deleted the database while a page used it.',
    remedy: 'Tell the user what was waiting, and read from the server what has arrived.',
  },
  DATABASE_FAILED: {
    message: 'The database of the server failed.',
    remedy: 'Look up the incident in the log of the server.',
  },
  DATABASE_UNREACHABLE: {
    message: 'The database refuses or lost the connection.',
    remedy: 'Check that it runs, its credentials, and the size of the pool.',
  },
  DATABASE_QUERY_FAILED: {
    message: 'The database refused a query.',
    remedy: 'Correct the query or run the missing migration.',
  },
  DATABASE_FULL: {
    message: 'The disk of the database is full.',
    remedy: 'Free space; writes go on then.',
  },
  TRANSACTION_DEADLOCK: {
    message: 'Two transactions waited for each other; this one was undone.',
    remedy: 'Repeat it, and take locks in one order everywhere.',
  },
  TRANSACTION_CONFLICT: {
    message: 'Another transaction changed the same rows; this one was undone.',
    remedy: 'Repeat the whole transaction.',
  },
  TRANSACTION_TIMEOUT: {
    message: 'A lock or a statement took longer than allowed; nothing was changed.',
    remedy: 'Make transactions shorter; repeat later.',
  },
  TRANSACTION_ROLLED_BACK: {
    message: 'The transaction was undone.',
    remedy: 'Look at the cause; repeat if it was not yours.',
  },
  COMMIT_UNCERTAIN: {
    message: 'The connection died during the commit.',
    remedy: 'Read what is there before repeating, or rely on the idempotency key.',
  },
  CONSTRAINT_BROKEN: {
    message: 'A unique key, reference or check refused the change.',
    remedy: 'Answer it as a conflict or as an issue of a field.',
  },
  LOCK_LOST: {
    message: 'The lock was stolen while it was held.',
    remedy: 'Stop at once; check the epoch before each write.',
  },
  LOCK_UNAVAILABLE: {
    message: 'The lock is taken, or this context has no locks.',
    remedy: 'Wait for it, or let the other tab do the work.',
  },
  TIMEOUT: {
    message: 'One attempt passed its timeout; it may still take effect.',
    remedy:
      'Retry with an idempotency key; raise the `ms` of `timeout` if that is how long it takes.',
  },
  DEADLINE_EXCEEDED: {
    message: 'All attempts together passed the deadline.',
    remedy: 'Raise `totalMs`, or let the write wait in the outbox.',
  },
  CIRCUIT_OPEN: {
    message: 'Too many calls failed, so none is made until `retryAfterMs` has passed.',
    remedy: 'Wait; look at the failures that opened the circuit.',
  },
  BULKHEAD_FULL: {
    message: 'All places and the queue of the bulkhead are taken.',
    remedy: 'Start less at once, or raise `max` or `maxQueued`.',
  },
  BULKHEAD_TIMEOUT: {
    message: 'The call waited too long for a place.',
    remedy: 'Start less at once, or give calls a priority.',
  },
  RATE_LIMIT_REACHED: {
    message: "This client's own limiter holds the call back; nothing was sent.",
    remedy: 'Wait for `retryAfterMs`.',
  },
  CIRCUIT_ISOLATED: {
    message: 'The circuit was opened by hand.',
    remedy: 'Call what `isolateCircuit` returned.',
  },
  ENDPOINTS_EXHAUSTED: {
    message: 'All endpoints are ejected or refuse.',
    remedy: 'Look at the health snapshot; it is rarely all of them at once.',
  },
  DISPOSED: {
    message: 'It was used after `dispose()`.',
    remedy: 'Make a new one, or dispose later.',
  },
  PIPELINE_INVALID: {
    message:
      'Policies were combined in a way that cannot work; `details.remedy` says what to change.',
    remedy: 'Do what `details.remedy` says.',
  },
  BUDGET_EXCEEDED: {
    message: 'The reservation would pass what is left; nothing was sent.',
    remedy: 'Show what is left, and let the person decide.',
  },
  BUDGET_UNKNOWN: {
    message: 'It is not known how much of the budget is left.',
    remedy: 'Read the balance again before spending.',
  },
  QUOTA_EXCEEDED: {
    message:
      '429: an allowance is used up; `details.what` names it and `details.limit` tells how much it is.',
    remedy: 'Wait for the next period, which `retryAfterMs` tells; or raise the limit.',
  },
  ACCOUNT_FULL: {
    message:
      '403: the account holds as much as it may; `details.what` names the limit and `details.limit` tells how much it is.',
    remedy:
      'Let the person make room, or raise the limit. Sending it again before that cannot help.',
  },
  RESOURCE_EXHAUSTED: {
    message: 'Memory, sockets or file handles ran out.',
    remedy: 'Find what is not released; restart meanwhile.',
  },
  STREAM_INTERRUPTED: {
    message: 'The stream ended without saying that it is done.',
    remedy: 'Resume after the last event.',
  },
  STREAM_STALLED: {
    message: 'Connected, but not even a heartbeat came.',
    remedy: 'Connect again and resume after the last event.',
  },
  STREAM_GAP: {
    message: 'An event was skipped.',
    remedy: 'Resume after the last event that was in order.',
  },
  STREAM_GONE: {
    message: '410: the log of the stream was cleared.',
    remedy: 'Keep the text; going on is a new stream.',
  },
  STREAM_MALFORMED: {
    message: 'An event is not of the shape agreed on.',
    remedy: 'Compare the versions of both sides.',
  },
  STREAM_TAKEN: {
    message: '409: another reader follows the stream.',
    remedy: 'Mirror it from the other tab.',
  },
  GENERATOR_FAILED: {
    message: 'What produced the stream died.',
    remedy: 'Start a new generation from the text that is kept; it has a price.',
  },
  ENTRY_CANCELLED: {
    message: 'The entry was cancelled before it was sent.',
    remedy: 'Nothing to do.',
  },
  ENTRY_UNCERTAIN: {
    message: 'Sent, unanswered, and the server ignores idempotency keys.',
    remedy: 'Ask the server what it has, or ask the person.',
  },
  ENTRY_UNKNOWN: { message: 'No entry has this id.', remedy: 'Read the list again.' },
  OWNER_MISSING: {
    message: 'No user is signed in, so the entry would have no owner.',
    remedy: 'Hand `identity` in, and offer writes after the sign-in.',
  },
  ENTRY_EXPIRED: {
    message: 'It may have taken effect, and is older than the server remembers keys.',
    remedy: 'Show it, and let the user look at the data before sending it again.',
  },
  QUEUE_FULL: {
    message: 'The outbox holds as many writes of this user as it may, `details.limit`.',
    remedy: 'Send what waits, or discard what is not needed.',
  },
  DEPENDENCY_STUCK: {
    message: 'An entry that must be applied first is not applied by itself; see `details.reason`.',
    remedy: 'Let the user retry the other entry. This one then goes on by itself.',
  },
  ENTRY_NOT_MIGRATED: {
    message: 'The code of this page does not know the version of the entry; see `details.reason`.',
    remedy: 'Load the new version of the app. The entry then goes on by itself.',
  },
  ENTRY_TOO_OLD: {
    message: 'It is older than its `maxAgeMs`, or than the one of the outbox, and took no effect.',
    remedy: 'Show it; the user sends it again or discards it.',
  },
  BROKER_UNAVAILABLE: {
    message: 'The message broker cannot be reached, or takes nothing now; see `details.reason`.',
    remedy: 'Check that it runs; producers keep what they have.',
  },
  BACK_PRESSURE: {
    message: 'Too many events wait for their sink, and this one is optional.',
    remedy: 'Slow down for `retryAfterMs`.',
  },
  MESSAGE_TOO_LARGE: {
    message: 'The broker takes no message of this size.',
    remedy: 'Send less, or a link to the data; or let the topic have larger messages.',
  },
  MESSAGE_REFUSED: {
    message: 'The broker will never take this message; see `details.reason`.',
    remedy: 'Look at the dead letter, and correct what made it or the rules of the topic.',
  },
  BROKER_DENIED: {
    message: 'The broker does not let this server write; see `details.reason`.',
    remedy: 'Give the server a right to the topic, or a new secret, then let the relay go on.',
  },
  SEQUENCE_LOST: {
    message: 'The broker has lost the sequence of the producer; see `details.reason`.',
    remedy: 'Nothing to do: the relay goes on with a new producer, and readers know repeats by id.',
  },
  EVENT_POISONED: {
    message: 'Each attempt to send the event ended with its process.',
    remedy: 'Read the event among the dead ones of the relay, then retry, skip or drop it.',
  },
  EVENT_TOO_LARGE: {
    message: 'The body of the event has more bytes as JSON than `details.limit`.',
    remedy: 'Send a reference to the data, or let the relay take longer bodies.',
  },
  RENDER_FAILED: {
    message: 'A component threw while rendering or in an effect. It will throw again each time.',
    remedy: 'Look at the cause; the boundary shows where.',
  },
  HYDRATION_FAILED: {
    message: 'The page and the server rendered different things.',
    remedy: 'Render the same on both sides: no time, chance or `window` in the first render.',
  },
  CHUNK_FAILED: {
    message: 'A script or style of the app did not load.',
    remedy: 'Try again; then reload the page, with unsaved work kept.',
  },
  CHUNK_STALE: {
    message: 'The server has another version of the app than the page.',
    remedy: 'Offer a reload, with unsaved work kept; keep old parts on the server for a while.',
  },
  WORKER_FAILED: {
    message:
      'A worker did not start, or it broke or ended while it worked. `retry` says whether to start it again.',
    remedy: 'Look at the cause; check the address and content type of its script.',
  },
  WORKER_UPDATE_FAILED: {
    message: 'The new service worker was not installed; the old one goes on.',
    remedy: 'Try again later; check what is precached.',
  },
  MESSAGE_UNREADABLE: {
    message: 'A message between contexts cannot be cloned.',
    remedy: 'Send plain data: no functions, no DOM nodes.',
  },
  CONFIGURATION_INVALID: {
    message: 'What configures the server breaks its schema; `details.issues` names each variable.',
    remedy: 'Correct the variables named; nothing of it was taken in.',
  },
  DEFECT: {
    message: 'A bug. `details.remedy` says what to change where that is known.',
    remedy: 'Look at the cause; no retry will help.',
  },
  UNKNOWN: {
    message: 'Something was thrown that has no name.',
    remedy: 'Look at the cause, and give it one: see `defineFailures`.',
  },
};
