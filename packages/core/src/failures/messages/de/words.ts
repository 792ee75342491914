import type { MessageTable } from '../message-table.ts';
import type { Messages } from '../messages.ts';

export {
  activityWords,
  ageWords,
  conflictWords,
  connectionWords,
  noticeWords,
  progressWords,
  retryWords,
  syncWords,
} from './screen-words.ts';

export const locale: string = 'de';

/** A sentence for each family of failures, and for the codes of which the family says too little. */
export const failureWords: MessageTable = {
  network: 'Der Server ist nicht zu erreichen.',
  OFFLINE: 'Du bist offline.',
  ABORTED: 'Abgebrochen.',
  CAPTIVE_PORTAL: 'Dieses Netz verlangt erst eine Anmeldung.',
  api: 'Der Server konnte das nicht tun.',
  'rate-limit': 'Der Server bittet um eine Pause.',
  validation: 'Hier muss etwas berichtigt werden.',
  RESPONSE_INVALID: 'Die Antwort ergibt keinen Sinn.',
  auth: 'Bitte anmelden.',
  CREDENTIALS_WRONG: 'Name oder Passwort ist falsch.',
  FORBIDDEN: 'Das darfst du nicht.',
  ACCOUNT_SUSPENDED: 'Dieses Konto muss eine Weile warten.',
  user: 'Das gehört zu einem anderen Konto.',
  SESSION_EXPIRED: 'Deine Sitzung ist abgelaufen.',
  SESSION_REVOKED: 'Du wurdest abgemeldet.',
  security: 'Der Server hat das abgelehnt.',
  resource: 'Der Server hat zu viel zu tun.',
  transaction: 'Der Server konnte das nicht tun.',
  storage: 'Dieses Gerät konnte es nicht speichern.',
  'server-storage': 'Der Server kann gerade nichts speichern.',
  STORAGE_UNAVAILABLE: 'Dieser Browser speichert hier nichts.',
  quota: 'Es ist kein Platz mehr da.',
  STORAGE_QUOTA: 'Dieses Gerät hat keinen Platz mehr.',
  DATABASE_FULL: 'Der Server hat keinen Platz mehr.',
  SERVER_STORAGE_FULL: 'Der Server hat keinen Platz mehr.',
  QUOTA_EXCEEDED: 'Das Kontingent ist aufgebraucht.',
  policy: 'Das geht gerade nicht.',
  CIRCUIT_OPEN: 'Der Server bekommt eine Pause.',
  TIMEOUT: 'Der Server hat zu lange gebraucht.',
  budget: 'Das Budget lässt das nicht zu.',
  stream: 'Der Text brach ab.',
  STREAM_STALLED: 'Es kommt kein Text mehr.',
  STREAM_GONE: 'Der Rest ist nicht mehr da.',
  queue: 'Das ließ sich nicht senden.',
  QUEUE_FULL: 'Es wartet schon zu viel.',
  OWNER_MISSING: 'Bitte zuerst anmelden.',
  ENTRY_CANCELLED: 'Es wurde zurückgenommen.',
  ENTRY_EXPIRED: 'Das hat zu lange gewartet.',
  ENTRY_UNCERTAIN: 'Es ist unklar, ob das gewirkt hat.',
  broker: 'Der Server konnte das nicht tun.',
  chunk: 'Ein Teil der App ließ sich nicht laden.',
  render: 'Dieser Teil funktioniert nicht mehr.',
  worker: 'Die Hintergrundarbeit steht.',
  runtime: 'Etwas ist schiefgegangen.',
};

export const stateWords: Messages['states'] = {
  idle: '',
  running: 'In Arbeit…',
  asking: 'Zuletzt aktualisiert {age}. Der Server wird gefragt…',
  live: 'Aktuell',
  stale: 'Zuletzt aktualisiert {age}. {failure}',
  fallback: 'Ersatz für die echte Antwort. {failure}',
  queued: 'Auf diesem Gerät gespeichert, noch nicht gesendet',
  sending: 'Auf diesem Gerät gespeichert, wird gesendet',
  unkept: 'Wird gesendet. Nicht auf diesem Gerät gespeichert: diese Seite offen lassen',
  waiting: 'Auf diesem Gerät gespeichert, nächster Versuch {due}. {failure}',
  blocked: 'Auf diesem Gerät gespeichert. {reason}',
  failed: 'Nicht erledigt. {failure}',
  dead: 'Auf diesem Gerät aufbewahrt, nicht gesendet. {failure}',
  streaming: 'Wird geschrieben…',
  interrupted: 'Hier unterbrochen; der Text bleibt. {failure}',
  resuming: 'Hier unterbrochen, geht von selbst weiter. {failure}',
};

export const reasonWords: Messages['reasons'] = {
  auth: 'Zum Senden bitte anmelden.',
  dependency: 'Etwas anderes muss vorher gesendet werden.',
  conflict: 'Jemand anderes hat dasselbe geändert.',
  schema: 'Es kommt aus einer anderen Version der App.',
  uncertain: 'Vielleicht kam es schon an; bitte vor dem nächsten Versuch nachsehen.',
  quota: 'Dein Kontingent ist aufgebraucht.',
  paused: 'Das Senden ist angehalten.',
};

export const boundaryWords: Messages['boundary'] = {
  stopped: '{name} funktioniert nicht mehr',
  part: 'Dieser Teil',
  rest: 'Der Rest der Seite läuft weiter.',
  retry: 'Noch einmal versuchen',
  again: 'Neuer Versuch von selbst: {attempt} von {of}.',
  offline: 'Neuer Versuch, sobald du online bist.',
  incident: 'Vorfall',
};

export const draftWords: Messages['drafts'] = {
  none: 'Dein Entwurf wird beim Schreiben auf diesem Gerät gesichert.',
  saving: 'Dein Entwurf wird gesichert…',
  saved: 'Entwurf gesichert {age}',
  restored: 'Dein Entwurf von {age} ist wieder da',
  incomplete: 'Ein Teil deines Entwurfs ist nicht gesichert',
  ended: 'Du hast diesen Entwurf in einem anderen Tab beendet',
  conflict: 'Zwei Tabs haben diesen Entwurf geändert',
  quarantined: 'Ein älterer Entwurf war nicht lesbar',
  unavailable: 'Dein Entwurf ist nicht gesichert',
  'read-only': 'Dein Entwurf ist nicht gesichert. Bitte neu laden für die neue Version',
};

export const updateWords: Messages['updates'] = {
  current: '',
  waiting: 'Eine neue Version ist bereit',
  asked: 'Die neue Version startet, sobald jeder Tab alles gesichert hat',
  applied: 'Eine neue Version ist bereit',
  unsaved: 'Sie wartet, bis das gespeichert ist: {unsaved}.',
  apply: 'Jetzt aktualisieren',
  later: 'Später',
};

export const summaryWords: Messages['summary'] = {
  title: 'Es gibt ein Problem',
  prefix: 'Fehler: ',
};
export { fieldWords } from './field-words.ts';
