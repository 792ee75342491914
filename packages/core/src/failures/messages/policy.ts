import type * as kinds from '../kinds/policy.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  TIMEOUT: {
    en: 'The server took too long.',
    de: 'Der Server hat zu lange gebraucht.',
    message: 'One attempt passed its timeout; it may still take effect.',
    remedy:
      'Retry with an idempotency key; raise the `ms` of `timeout` if that is how long it takes.',
  },
  DEADLINE_EXCEEDED: {
    en: 'That took too long.',
    de: 'Das hat zu lange gedauert.',
    message: 'All attempts together passed the deadline.',
    remedy: 'Raise `totalMs`, or let the write wait in the outbox.',
  },
  CIRCUIT_OPEN: {
    en: 'The server is given a rest.',
    de: 'Der Server bekommt eine Pause.',
    message: 'Too many calls failed, so none is made until `retryAfterMs` has passed.',
    remedy: 'Wait; look at the failures that opened the circuit.',
  },
  BULKHEAD_FULL: {
    en: 'Too much at once.',
    de: 'Zu viel auf einmal.',
    message: 'All places and the queue of the bulkhead are taken.',
    remedy: 'Start less at once, or raise `max` or `maxQueued`.',
  },
  BULKHEAD_TIMEOUT: {
    en: 'Too much at once.',
    de: 'Zu viel auf einmal.',
    message: 'The call waited too long for a place.',
    remedy: 'Start less at once, or give calls a priority.',
  },
  RATE_LIMIT_REACHED: {
    en: 'A short pause is needed.',
    de: 'Eine kurze Pause ist nötig.',
    message: "This client's own limiter holds the call back; nothing was sent.",
    remedy: 'Wait for `retryAfterMs`.',
  },
  CIRCUIT_ISOLATED: {
    en: 'This is switched off.',
    de: 'Das ist gerade abgeschaltet.',
    message: 'The circuit was opened by hand.',
    remedy: 'Call what `isolateCircuit` returned.',
  },
  ENDPOINTS_EXHAUSTED: {
    en: 'The server cannot be reached.',
    de: 'Kein Server ist zu erreichen.',
    message: 'All endpoints are ejected or refuse.',
    remedy: 'Look at the health snapshot; it is rarely all of them at once.',
  },
  DISPOSED: {
    en: 'This is closed.',
    de: 'Das ist geschlossen.',
    message: 'It was used after `dispose()`.',
    remedy: 'Make a new one, or dispose later.',
  },
  PIPELINE_INVALID: {
    en: 'The app is set up wrongly.',
    de: 'Die App ist falsch eingerichtet.',
    message:
      'Policies were combined in a way that cannot work; `details.remedy` says what to change.',
    remedy: 'Do what `details.remedy` says.',
  },
};
