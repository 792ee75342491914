import type { MessageTable } from '@holdfast/core';
import { de } from '@holdfast/core/messages/de';
import { germanIssues } from './german-issues.ts';
import type { OwnFailureWords, WordsOfPage } from './words-of-page.ts';

const own: OwnFailureWords = {
  CHARACTER_UNKNOWN: 'Fireside kennt die Figur nicht, um die es hier geht.',
  STORY_UNKNOWN: 'Fireside kennt die Geschichte nicht, um die es hier geht.',
  PROMPT_REJECTED: 'Darüber kann Fireside nicht schreiben.',
  GENERATOR_GONE: 'Der Erzähler ist gerade nicht zu erreichen.',
  GENERATOR_BUSY: 'Der Erzähler ist gerade beschäftigt.',
  GENERATOR_MISCONFIGURED:
    'Der Erzähler ist nicht richtig eingerichtet. Das können nur die Leute ändern, die dieses Fireside betreiben.',
  GENERATOR_STOPPED:
    'Der Erzähler hat mittendrin aufgehört. Die Wörter, die da sind, behältst du, und nur die bezahlst du.',
};

const UNREACHABLE = 'Fireside ist nicht zu erreichen.';
const SILENT = 'Fireside antwortet nicht.';
const TROUBLE = 'Fireside hat gerade Probleme.';
const CHANGED = 'Das wurde inzwischen woanders geändert.';
const NO_ROOM = 'Fireside hat gerade keinen Platz mehr.';

/** Replaces texts of Holdfast's own table that say "the server", because a writer knows only Fireside. */
const failures: MessageTable = {
  ...de.failures,
  ...own,
  NETWORK_FAILED: UNREACHABLE,
  network: UNREACHABLE,
  policy: SILENT,
  TIMEOUT: 'Fireside hat zu lange gebraucht.',
  CIRCUIT_OPEN: SILENT,
  REQUEST_TIMEOUT: 'Das Senden hat zu lange gedauert.',
  api: TROUBLE,
  SERVER_ERROR: TROUBLE,
  OTHER_SERVER_ERROR: TROUBLE,
  BAD_GATEWAY: SILENT,
  UNAVAILABLE: 'Fireside hat gerade zu viel zu tun.',
  GATEWAY_TIMEOUT: SILENT,
  NOT_IMPLEMENTED: 'Fireside kann das noch nicht.',
  UNAUTHENTICATED: 'Du bist abgemeldet.',
  auth: 'Du musst dich neu anmelden.',
  user: 'Auf diesem Gerät ist jemand anderes angemeldet.',
  RATE_LIMITED: 'Das war zu oft in kurzer Zeit.',
  'rate-limit': 'Das war zu oft in kurzer Zeit.',
  ADDRESS_BLOCKED:
    'Aus deinem Netz kamen zu viele falsche Anfragen. Fireside nimmt deshalb eine Weile keine an.',
  ACCOUNT_SUSPENDED:
    'Von deinem Konto kamen zu viele falsche Anfragen. Es muss deshalb eine Weile warten.',
  security: 'Fireside hat das abgelehnt.',
  THREAT_REFUSED: 'Fireside hat das abgelehnt.',
  CROSS_SITE_REFUSED: 'Fireside hat das abgelehnt, weil es von einer anderen Seite kam.',
  resource: 'Fireside hat gerade zu viel zu tun.',
  RESOURCE_EXHAUSTED: 'Fireside hat gerade zu viel zu tun.',
  'server-storage': 'Fireside kann gerade nichts speichern.',
  DATABASE_FULL: NO_ROOM,
  SERVER_STORAGE_FULL: NO_ROOM,
  CONFLICT: CHANGED,
  PRECONDITION_FAILED: CHANGED,
  NOT_FOUND: 'Fireside weiß nicht, wozu das gehört.',
  BAD_REQUEST: 'Fireside konnte das nicht annehmen.',
  BODY_TOO_LARGE: 'Das ist länger, als Fireside annehmen kann.',
  validation: 'Etwas darin muss erst geändert werden.',
  storage: 'Dieses Gerät kann gerade nichts speichern.',
  CONTEXT_INSECURE: 'Fireside braucht eine Adresse, die mit https beginnt.',
  QUEUE_FULL:
    'Auf diesem Gerät wartet schon zu viel. Versuch es wieder, wenn etwas gesendet ist, oder verwirf etwas unter „Verlauf“.',
  QUOTA_EXCEEDED: 'Fireside kann gerade nicht mehr von dir annehmen.',
  BUDGET_EXCEEDED: 'Was von deinem Budget für heute übrig ist, reicht dafür nicht.',
  ACCOUNT_FULL: 'Dein Konto ist voll.',
  STORAGE_UNAVAILABLE: 'Dieser Browser speichert nichts, vielleicht weil das Fenster privat ist.',
};

const promptReasons: WordsOfPage['promptReasons'] = {
  'private-data':
    'Es steht eine E-Mail-Adresse, Telefon- oder Kartennummer darin. Nimm sie heraus und versuch es noch einmal.',
  child: 'Es bringt ein Kind in eine sexuelle Szene. Das schreibt Fireside nie.',
  'self-harm':
    'Es fragt, wie man sich etwas antut. Wenn es um dich geht: Sprich mit jemandem, dem du vertraust, oder mit der Telefonseelsorge unter 0800 111 0 111. Im Notfall gilt die 112.',
  weapon: 'Es fragt, wie man etwas baut, das tötet. Eine Geschichte kommt ohne das Rezept aus.',
  hate: 'Es ruft zu Gewalt gegen eine Gruppe von Menschen auf. Sag es anders.',
  generator: 'Der Erzähler selbst hat es abgelehnt. Sag es anders.',
};

export const german: WordsOfPage = {
  language: 'de',
  failures,
  promptReasons,
  issues: germanIssues,
  messages: {
    ...de,
    failures,
    connection: { ...de.connection, degraded: UNREACHABLE },
    reasons: {
      ...de.reasons,
      auth: 'Melde dich neu an, dann wird es gesendet.',
      conflict: 'Das wurde inzwischen woanders geändert. Beide Fassungen sind da.',
      schema:
        'Das kam von einer anderen Version von Fireside. Lade die Seite neu und versuch es dann noch einmal.',
      uncertain:
        'Die Verbindung riss beim Senden ab, vielleicht ist es schon angekommen. Sieh nach, bevor du es noch einmal sendest.',
      quota: 'Du hast eine Grenze erreicht.',
    },
  },
};
