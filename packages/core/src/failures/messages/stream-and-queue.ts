import type * as kinds from '../kinds/stream-and-queue.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  STREAM_INTERRUPTED: {
    en: 'The text broke off. What came is kept.',
    de: 'Der Text brach ab. Was kam, bleibt.',
    message: 'The stream ended without saying that it is done.',
    remedy: 'Resume after the last event.',
  },
  STREAM_STALLED: {
    en: 'The text has stopped coming.',
    de: 'Es kommt kein Text mehr.',
    message: 'Connected, but not even a heartbeat came.',
    remedy: 'Connect again and resume after the last event.',
  },
  STREAM_GAP: {
    en: 'A part of the text is missing.',
    de: 'Ein Stück des Textes fehlt.',
    message: 'An event was skipped.',
    remedy: 'Resume after the last event that was in order.',
  },
  STREAM_GONE: {
    en: 'The rest is no longer there.',
    de: 'Der Rest ist nicht mehr da.',
    message: '410: the log of the stream was cleared.',
    remedy: 'Keep the text; going on is a new stream.',
  },
  STREAM_MALFORMED: {
    en: 'The answer could not be read.',
    de: 'Der Text war nicht lesbar.',
    message: 'An event is not of the shape agreed on.',
    remedy: 'Compare the versions of both sides.',
  },
  STREAM_TAKEN: {
    en: 'Another tab shows this.',
    de: 'Ein anderer Tab zeigt das.',
    message: '409: another reader follows the stream.',
    remedy: 'Mirror it from the other tab.',
  },
  GENERATOR_FAILED: {
    en: 'The text broke off. What came is kept.',
    de: 'Der Text brach ab. Was kam, bleibt.',
    message: 'What produced the stream died.',
    remedy: 'Start a new generation from the text that is kept; it has a price.',
  },
  ENTRY_CANCELLED: {
    en: 'It was taken back.',
    de: 'Es wurde zurückgenommen.',
    message: 'The entry was cancelled before it was sent.',
    remedy: 'Nothing to do.',
  },
  ENTRY_UNCERTAIN: {
    en: 'It is not certain that this took effect.',
    de: 'Es ist unklar, ob das gewirkt hat.',
    message: 'Sent, unanswered, and the server ignores idempotency keys.',
    remedy: 'Ask the server what it has, or ask the person.',
  },
  ENTRY_UNKNOWN: {
    en: 'This is no longer waiting.',
    de: 'Das wartet nicht mehr.',
    message: 'No entry has this id.',
    remedy: 'Read the list again.',
  },
  OWNER_MISSING: {
    en: 'Please sign in first.',
    de: 'Bitte zuerst anmelden.',
    message: 'No user is signed in, so the entry would have no owner.',
    remedy: 'Hand `identity` in, and offer writes after the sign-in.',
  },
  ENTRY_EXPIRED: {
    en: 'This waited too long.',
    de: 'Das hat zu lange gewartet.',
    message: 'It may have taken effect, and is older than the server remembers keys.',
    remedy: 'Show it, and let the user look at the data before sending it again.',
  },
  QUEUE_FULL: {
    en: 'Too much is waiting already.',
    de: 'Es wartet schon zu viel.',
    message: 'The outbox holds as many writes of this user as it may, `details.limit`.',
    remedy: 'Send what waits, or discard what is not needed.',
  },
  ENTRY_TOO_OLD: {
    en: 'This waited too long to be sent.',
    de: 'Das hat zu lange gewartet, um noch gesendet zu werden.',
    message: 'It is older than its `maxAgeMs`, or than the one of the outbox, and took no effect.',
    remedy: 'Show it; the user sends it again or discards it.',
  },
  DEPENDENCY_STUCK: {
    en: 'This waits for something that did not get through.',
    de: 'Das wartet auf etwas, das nicht angekommen ist.',
    message: 'An entry that must be applied first is not applied by itself; see `details.reason`.',
    remedy: 'Let the user retry the other entry. This one then goes on by itself.',
  },
  ENTRY_NOT_MIGRATED: {
    en: 'This needs a newer version of the app.',
    de: 'Das braucht eine neuere Version der App.',
    message: 'The code of this page does not know the version of the entry; see `details.reason`.',
    remedy: 'Load the new version of the app. The entry then goes on by itself.',
  },
  BROKER_UNAVAILABLE: {
    en: 'The server is busy.',
    de: 'Der Server ist überlastet.',
    message: 'The message broker cannot be reached, or takes nothing now; see `details.reason`.',
    remedy: 'Check that it runs; producers keep what they have.',
  },
  BACK_PRESSURE: {
    en: 'The server is busy.',
    de: 'Der Server ist überlastet.',
    message: 'Too many events wait for their sink, and this one is optional.',
    remedy: 'Slow down for `retryAfterMs`.',
  },
  MESSAGE_TOO_LARGE: {
    en: 'This is too large to pass on.',
    de: 'Das ist zu groß zum Weitergeben.',
    message: 'The broker takes no message of this size.',
    remedy: 'Send less, or a link to the data; or let the topic have larger messages.',
  },
  MESSAGE_REFUSED: {
    en: 'This cannot be passed on.',
    de: 'Das lässt sich nicht weitergeben.',
    message: 'The broker will never take this message; see `details.reason`.',
    remedy: 'Look at the dead letter, and correct what made it or the rules of the topic.',
  },
  BROKER_DENIED: {
    en: 'The server may not pass this on.',
    de: 'Der Server darf das nicht weitergeben.',
    message: 'The broker does not let this server write; see `details.reason`.',
    remedy: 'Give the server a right to the topic, or a new secret, then let the relay go on.',
  },
  SEQUENCE_LOST: {
    en: 'The server is busy.',
    de: 'Der Server ist überlastet.',
    message: 'The broker has lost the sequence of the producer; see `details.reason`.',
    remedy: 'Nothing to do: the relay goes on with a new producer, and readers know repeats by id.',
  },
  EVENT_POISONED: {
    en: 'A message could not be passed on.',
    de: 'Eine Nachricht ließ sich nicht weitergeben.',
    message: 'Each attempt to send the event ended with its process.',
    remedy: 'Read the event among the dead ones of the relay, then retry, skip or drop it.',
  },
  EVENT_TOO_LARGE: {
    en: 'This is too large to be passed on.',
    de: 'Das ist zu groß, um weitergegeben zu werden.',
    message: 'The body of the event has more bytes as JSON than `details.limit`.',
    remedy: 'Send a reference to the data, or let the relay take longer bodies.',
  },
};
