import type * as kinds from '../kinds/contract.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  INPUT_INVALID: {
    en: 'Something here needs a correction.',
    de: 'Hier muss etwas berichtigt werden.',
    message:
      'The input broke the schema of the operation, or holds values that cannot be compared. Nothing was sent.',
    remedy: 'Show `details.issues` on the fields.',
  },
  REQUEST_INVALID: {
    en: 'Something here needs a correction.',
    de: 'Hier muss etwas berichtigt werden.',
    message: '422: the server refused fields of what was sent.',
    remedy: 'Show `details.issues` on the fields; align the schemas of both sides.',
  },
  RESPONSE_INVALID: {
    en: 'The answer makes no sense.',
    de: 'Die Antwort ergibt keinen Sinn.',
    message: 'The answer broke the output schema. The server did say yes.',
    remedy: 'Compare the schema with what the server sends; one of them changed.',
  },
  JSON_INVALID: {
    en: 'This could not be read.',
    de: 'Das war nicht lesbar.',
    message: 'Text that was to be JSON is none.',
    remedy: 'Log the content type and length of what came, never the text.',
  },
  CONTENT_UNEXPECTED: {
    en: 'The answer could not be read.',
    de: 'Die Antwort war nicht lesbar.',
    message: 'The content is not of the kind that was asked for.',
    remedy: 'Check the content type and what stands before the server.',
  },
  VALUE_INVALID: {
    en: 'A value does not fit.',
    de: 'Ein Wert passt nicht.',
    message: 'A schema refused a value at a place that does not know whose value it was.',
    remedy: 'Check values with `parseWith` where they come in.',
  },
  REQUEST_UNSENDABLE: {
    en: 'This cannot be sent as it is.',
    de: 'Das kann so nicht gesendet werden.',
    message: 'The caller made a request that no `fetch` can send. Nothing was sent or stored.',
    remedy: 'Correct the part of the request that `details.issues` points at.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    en: 'This could not be sent safely.',
    de: 'Das war nicht sicher zu senden.',
    message: '400: the endpoint wants an `Idempotency-Key`.',
    remedy: 'Send writes as operations; they mint the key.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    en: 'This could not be sent safely.',
    de: 'Das war nicht sicher zu senden.',
    message: '400: the `Idempotency-Key` is malformed.',
    remedy: 'Let Holdfast mint the key.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    en: 'This was already sent differently.',
    de: 'Das wurde schon anders gesendet.',
    message: '422: the same key came with another body.',
    remedy: 'Mint a key for each write, and freeze its body after the first attempt.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    en: 'This is being worked on.',
    de: 'Das wird gerade bearbeitet.',
    message: '409: the first request with this key still runs.',
    remedy: 'Wait, then send the same again: the stored answer comes.',
  },
  CLIENT_OUTDATED: {
    en: 'Please reload for the new version.',
    de: 'Bitte neu laden für die neue Version.',
    message: '426: the server does not speak this version any more.',
    remedy: 'Offer the update, with unsaved work kept.',
  },
};
