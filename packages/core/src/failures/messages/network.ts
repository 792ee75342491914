import type * as kinds from '../kinds/network.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  NETWORK_FAILED: {
    en: 'The server cannot be reached.',
    de: 'Der Server ist nicht zu erreichen.',
    message:
      'No whole answer came. In browsers DNS, TLS, CORS, CSP and a cut connection all look like this.',
    remedy:
      'Open the network panel for the cause; retry later, with an idempotency key if it writes.',
  },
  OFFLINE: {
    en: 'You are offline.',
    de: 'Du bist offline.',
    message: 'The request was not sent, because the device has no network.',
    remedy: 'Queue the write or show what is kept; sending goes on when the network is back.',
  },
  ABORTED: {
    en: 'Cancelled.',
    de: 'Abgebrochen.',
    message: 'The caller gave the request up; the server may have got it all the same.',
    remedy: 'Nothing to do. Do not report it and do not count it against the server.',
  },
  CAPTIVE_PORTAL: {
    en: 'This network wants you to sign in.',
    de: 'Dieses Netz verlangt erst eine Anmeldung.',
    message:
      'A page came where data was expected: a network that wants a sign-in, or a server that answers with HTML.',
    remedy:
      'Open any page in the browser and sign in. If it is your own server, let it answer JSON.',
  },
  ANSWER_TOO_LARGE: {
    en: 'The answer is too large.',
    de: 'Die Antwort ist zu groß.',
    message: 'The answer passed the limit of the transport and was dropped.',
    remedy: 'Ask for less (pages, fields), or raise `maxAnswerBytes`.',
  },
  ANSWER_OPAQUE: {
    en: 'The answer cannot be read.',
    de: 'Die Antwort ist nicht lesbar.',
    message:
      'A `no-cors` answer has no status and no body, and so has a redirect that was not followed: it is neither a success nor a failure.',
    remedy: 'Ask with CORS, and let the server allow your origin.',
  },
  PROXY_REFUSED: {
    en: 'The server cannot be reached.',
    de: 'Das Netz hat die Verbindung verweigert.',
    message: 'A proxy answered 407 before the server was reached.',
    remedy: 'Sign in to the proxy; nothing reached the server.',
  },
};
