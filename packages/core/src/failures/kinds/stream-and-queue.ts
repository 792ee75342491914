import { allowDetails } from '../allow-details.ts';
import { failureKind, type DetailPicker, type FailureKind } from '../failure-kind.ts';
import { pickReason } from '../pick-reason.ts';

/** The stream ended before it was done; `reason` is the reason that the server gave, if it gave one. */
export const STREAM_INTERRUPTED: FailureKind<'STREAM_INTERRUPTED', { reason?: string }, 'stream'> =
  /* @__PURE__ */ failureKind(
    'STREAM_INTERRUPTED',
    [1500, 'stream', 'warning', 'later', 'unknown'],
    pickReason,
  );
/** The connection is open, but the server was silent for too long. */
export const STREAM_STALLED: FailureKind<'STREAM_STALLED', unknown, 'stream'> =
  /* @__PURE__ */ failureKind('STREAM_STALLED', [1501, 'stream', 'warning', 'now', 'unknown']);
/** An event is missing between two that came. */
export const STREAM_GAP: FailureKind<'STREAM_GAP', unknown, 'stream'> = /* @__PURE__ */ failureKind(
  'STREAM_GAP',
  [1502, 'stream', 'warning', 'now', 'unknown'],
);
/** The server no longer keeps the rest of the stream; the received text stays. */
export const STREAM_GONE: FailureKind<'STREAM_GONE', unknown, 'stream'> =
  /* @__PURE__ */ failureKind('STREAM_GONE', [1503, 'stream', 'warning', 'never', 'unknown', 410]);
/** The received bytes cannot be read; `reason` names the form that they lack. */
export const STREAM_MALFORMED: FailureKind<
  'STREAM_MALFORMED',
  { reason?: 'utf-8' | 'json' | 'envelope' },
  'stream'
> = /* @__PURE__ */ failureKind(
  'STREAM_MALFORMED',
  [1504, 'stream', 'critical', 'never', 'unknown'],
  pickReason as DetailPicker<{ reason?: 'utf-8' | 'json' | 'envelope' }>,
);
/** Another reader follows this stream. */
export const STREAM_TAKEN: FailureKind<'STREAM_TAKEN', unknown, 'stream'> =
  /* @__PURE__ */ failureKind('STREAM_TAKEN', [1505, 'stream', 'info', 'later', 'none', 409]);
/** The generator of the stream died. The user can begin a new generation. */
export const GENERATOR_FAILED: FailureKind<'GENERATOR_FAILED', unknown, 'stream'> =
  /* @__PURE__ */ failureKind('GENERATOR_FAILED', [1506, 'stream', 'warning', 'never', 'unknown']);
/** The user, or the app for them, took a queued entry back before it was sent. */
export const ENTRY_CANCELLED: FailureKind<'ENTRY_CANCELLED', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('ENTRY_CANCELLED', [1510, 'queue', 'info', 'never', 'none']);
/** The write got no answer, and the server does not honour idempotency keys. The user has to check and decide. */
export const ENTRY_UNCERTAIN: FailureKind<'ENTRY_UNCERTAIN', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('ENTRY_UNCERTAIN', [1511, 'queue', 'warning', 'never', 'unknown']);
export const ENTRY_UNKNOWN: FailureKind<'ENTRY_UNKNOWN', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('ENTRY_UNKNOWN', [1512, 'queue', 'warning', 'never', 'none']);
/** No user is signed in, so the entry would have no owner. */
export const OWNER_MISSING: FailureKind<'OWNER_MISSING', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('OWNER_MISSING', [1513, 'queue', 'warning', 'never', 'none']);
/** The write may have taken effect, longer ago than the server remembers keys. Sending it again could act twice. */
export const ENTRY_EXPIRED: FailureKind<'ENTRY_EXPIRED', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('ENTRY_EXPIRED', [1514, 'queue', 'warning', 'never', 'unknown']);
export const QUEUE_FULL: FailureKind<'QUEUE_FULL', { limit: number }, 'queue'> =
  /* @__PURE__ */ failureKind(
    'QUEUE_FULL',
    [1515, 'queue', 'warning', 'later', 'none'],
    /* @__PURE__ */ allowDetails('limit'),
  );
/** An entry waits for another entry, which a user has to decide about; `reason` says why. */
export const DEPENDENCY_STUCK: FailureKind<'DEPENDENCY_STUCK', { reason?: string }, 'queue'> =
  /* @__PURE__ */ failureKind(
    'DEPENDENCY_STUCK',
    [1516, 'queue', 'warning', 'never', 'none'],
    pickReason,
  );
/** The code of this page cannot bring an entry to the version that it sends; `reason` says why. */
export const ENTRY_NOT_MIGRATED: FailureKind<'ENTRY_NOT_MIGRATED', { reason?: string }, 'queue'> =
  /* @__PURE__ */ failureKind(
    'ENTRY_NOT_MIGRATED',
    [1517, 'queue', 'warning', 'never', 'none'],
    pickReason,
  );
/** The write is older than its greatest age, and took no effect. The user can still send it. */
export const ENTRY_TOO_OLD: FailureKind<'ENTRY_TOO_OLD', unknown, 'queue'> =
  /* @__PURE__ */ failureKind('ENTRY_TOO_OLD', [1518, 'queue', 'warning', 'never', 'none']);
/** The broker cannot take anything now; `reason` is the name that the broker has for it. */
export const BROKER_UNAVAILABLE: FailureKind<'BROKER_UNAVAILABLE', { reason?: string }, 'broker'> =
  /* @__PURE__ */ failureKind(
    'BROKER_UNAVAILABLE',
    [1520, 'broker', 'critical', 'later', 'none', 503],
    pickReason,
  );
/** Consumers are behind; producers are asked to slow down. */
export const BACK_PRESSURE: FailureKind<'BACK_PRESSURE', unknown, 'broker'> =
  /* @__PURE__ */ failureKind('BACK_PRESSURE', [1522, 'broker', 'info', 'later', 'none', 503]);
export const MESSAGE_TOO_LARGE: FailureKind<'MESSAGE_TOO_LARGE', unknown, 'broker'> =
  /* @__PURE__ */ failureKind('MESSAGE_TOO_LARGE', [1523, 'broker', 'warning', 'never', 'none']);
/** The broker will never take this message; `reason` is the name that the broker has for it. */
export const MESSAGE_REFUSED: FailureKind<'MESSAGE_REFUSED', { reason?: string }, 'broker'> =
  /* @__PURE__ */ failureKind(
    'MESSAGE_REFUSED',
    [1524, 'broker', 'warning', 'never', 'none'],
    pickReason,
  );
/** The broker does not let this server write; `reason` is the name that the broker has for it. */
export const BROKER_DENIED: FailureKind<'BROKER_DENIED', { reason?: string }, 'broker'> =
  /* @__PURE__ */ failureKind(
    'BROKER_DENIED',
    [1525, 'broker', 'critical', 'never', 'none'],
    pickReason,
  );
/** The broker no longer knows the numbers by which it recognises repeats; `reason` is its name for that. */
export const SEQUENCE_LOST: FailureKind<'SEQUENCE_LOST', { reason?: string }, 'broker'> =
  /* @__PURE__ */ failureKind(
    'SEQUENCE_LOST',
    [1526, 'broker', 'info', 'now', 'unknown'],
    pickReason,
  );
/** An event ended its process each time that the relay sent it. */
export const EVENT_POISONED: FailureKind<'EVENT_POISONED', unknown, 'broker'> =
  /* @__PURE__ */ failureKind('EVENT_POISONED', [1527, 'broker', 'critical', 'never', 'unknown']);
/** The body of an event is longer than the relay takes, `details.limit`. */
export const EVENT_TOO_LARGE: FailureKind<'EVENT_TOO_LARGE', { limit?: number }, 'broker'> =
  /* @__PURE__ */ failureKind(
    'EVENT_TOO_LARGE',
    [1528, 'broker', 'warning', 'never', 'none'],
    /* @__PURE__ */ allowDetails('limit'),
  );
