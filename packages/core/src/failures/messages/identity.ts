import type * as kinds from '../kinds/identity.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  UNAUTHENTICATED: {
    en: 'Please sign in.',
    de: 'Bitte anmelden.',
    message: '401: there is no valid session.',
    remedy: 'Renew the session once, then ask the person to sign in.',
  },
  FORBIDDEN: {
    en: 'You may not do this.',
    de: 'Das darfst du nicht.',
    message: '403: known, but not allowed.',
    remedy: 'Do not offer what is not allowed.',
  },
  CREDENTIALS_WRONG: {
    en: 'Name or password is wrong.',
    de: 'Name oder Passwort ist falsch.',
    message: '401: the sign-in was refused.',
    remedy: 'Ask again; never say which of the two was wrong.',
  },
  SUBJECT_MISMATCH: {
    en: 'This belongs to another account.',
    de: 'Das gehört zu einem anderen Konto.',
    message:
      '412: the session belongs to another user than the request was meant for. Without a status, another user signed in before the client sent it.',
    remedy: 'Let its owner sign in; the entry waits.',
  },
  CROSS_SITE_REFUSED: {
    en: 'The server refused this.',
    de: 'Die Anfrage kam von einer anderen Seite.',
    message: '403: `Origin` or `Sec-Fetch-Site` is not this site.',
    remedy: 'Send from the same origin, or allow the origin.',
  },
  SESSION_EXPIRED: {
    en: 'Your session has ended.',
    de: 'Deine Sitzung ist abgelaufen.',
    message: '401: the session is too old.',
    remedy: 'Ask the person to sign in again and keep what they wrote.',
  },
  SESSION_REVOKED: {
    en: 'You were signed out.',
    de: 'Du wurdest abgemeldet.',
    message: '401: the session was ended from elsewhere.',
    remedy: 'Drop what is kept for the session and ask for a sign-in.',
  },
  SESSION_REFRESH_FAILED: {
    en: 'Please try again in a moment.',
    de: 'Die Anmeldung ließ sich noch nicht erneuern.',
    message: 'The session could not be renewed just now.',
    remedy: 'Try later; do not sign the user out for it.',
  },
  ACCOUNT_LOCKED: {
    en: 'This account is locked.',
    de: 'Dieses Konto ist gesperrt.',
    message: '403: locked, by the person or by too many attempts.',
    remedy: 'Show how it is unlocked.',
  },
  ACCOUNT_SUSPENDED: {
    en: 'This account has to wait a while.',
    de: 'Dieses Konto muss eine Weile warten.',
    message:
      '403: too much counts against the account; it may go on by itself after `retryAfterMs`.',
    remedy: 'Say until when. An administrator can lift it; the audit says what decided it.',
  },
  PROFILE_MISSING: {
    en: 'Your profile was not found.',
    de: 'Dein Profil wurde nicht gefunden.',
    message: '404: a signed-in user without a profile.',
    remedy: 'Let the person make one.',
  },
  PROFILE_INVALID: {
    en: 'Your profile needs a correction.',
    de: 'Dein Profil muss berichtigt werden.',
    message: '422: fields of the profile were refused.',
    remedy: 'Show `details.issues` on the fields.',
  },
  PROFILE_CONFLICT: {
    en: 'Your profile was changed elsewhere.',
    de: 'Dein Profil wurde woanders geändert.',
    message: '409: the profile is newer than the one that was edited.',
    remedy: 'Show both and let the person choose.',
  },
  CONTENT_BLOCKED: {
    en: 'The browser blocked this.',
    de: 'Der Browser hat das blockiert.',
    message: 'A policy of the page forbids it.',
    remedy: 'Read the report of the policy; allow what you need and no more.',
  },
  CONTEXT_INSECURE: {
    en: 'This needs a secure connection.',
    de: 'Das braucht eine sichere Verbindung.',
    message:
      'The page is not in a secure context, so the browser gives it no locks and no service worker.',
    remedy: 'Serve it over HTTPS; plain HTTP will do on localhost alone.',
  },
  THREAT_REFUSED: {
    en: 'The server refused this.',
    de: 'Der Server hält das für unsicher.',
    message: '403: the request matched a pattern of attacks.',
    remedy: 'If it was honest, look up the request id and correct the rule.',
  },
  PERMISSION_DENIED: {
    en: 'This was not allowed.',
    de: 'Das wurde nicht erlaubt.',
    message: 'The person or the browser refused a permission.',
    remedy: 'Ask again only after a gesture, and say what for.',
  },
  ADDRESS_BLOCKED: {
    en: 'The server takes nothing from this network for a while.',
    de: 'Der Server nimmt aus diesem Netz eine Weile nichts an.',
    message: '429: too much counts against the address; it is let in again after `retryAfterMs`.',
    remedy:
      'Wait. Behind a proxy, check that the server sees the addresses of people, not the proxy’s.',
  },
  CROSS_ORIGIN_REFUSED: {
    en: 'The server does not take this from here.',
    de: 'Der Server nimmt das von hier nicht an.',
    message:
      'A server at another origin answers a plain request, and twice in a row not this one: its CORS rules do not allow the headers or the method.',
    remedy:
      'Let the server allow the headers of Holdfast (`Access-Control-Allow-Headers`), or leave them out with the option ownHeaders of addRequest.',
  },
};
