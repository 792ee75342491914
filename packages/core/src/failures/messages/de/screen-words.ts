import type { ScreenMessages } from '../screen-messages.ts';

export const connectionWords: ScreenMessages['connection'] = {
  offline: 'Du bist offline.',
  degraded: 'Der Server antwortet nicht.',
  kept: 'Deine Änderungen sind auf diesem Gerät gespeichert. Sie werden gesendet, sobald es wieder geht.',
  unkept:
    'Deine Änderungen sind nicht auf diesem Gerät gespeichert. Lass diese Seite deshalb offen.',
  back: 'Wieder online',
  backSendingOne: 'Wieder online, 1 Änderung wird gesendet…',
  backSendingMany: 'Wieder online, {count} Änderungen werden gesendet…',
  backSentOne: 'Wieder online, 1 Änderung gesendet',
  backSentMany: 'Wieder online, {count} Änderungen gesendet',
};

export const syncWords: ScreenMessages['sync'] = {
  sendingOne: '1 Änderung wird gesendet…',
  sendingMany: '{count} Änderungen werden gesendet…',
  waitingOne: '1 Änderung ist noch nicht gesendet',
  waitingMany: '{count} Änderungen sind noch nicht gesendet',
  offlineOne: '1 Änderung wartet auf eine Verbindung',
  offlineMany: '{count} Änderungen warten auf eine Verbindung',
  stuckOne: '1 Änderung braucht dich',
  stuckMany: '{count} Änderungen brauchen dich',
  behindOne: '1 Änderung wartet dahinter',
  behindMany: '{count} Änderungen warten dahinter',
  unkeptOne: '1 Änderung ist noch nicht auf diesem Gerät gespeichert. Lass diese Seite offen.',
  unkeptMany:
    '{count} Änderungen sind noch nicht auf diesem Gerät gespeichert. Lass diese Seite offen.',
};

export const noticeWords: ScreenMessages['notices'] = {
  region: 'Meldungen',
  storm: '{count} Anfragen sind fehlgeschlagen',
  again: '{count}-mal',
  members: 'Einzeln zeigen',
  dismiss: 'Schließen',
  history: 'Frühere Meldungen',
  clear: 'Leeren',
  technical: 'Technische Einzelheiten',
  incident: 'Vorfall',
};

export const activityWords: ScreenMessages['activity'] = {
  stuck: 'Braucht dich',
  waiting: 'Wartet',
  sent: 'Gesendet',
  nothingStuck: 'Nichts braucht dich.',
  nothingWaiting: 'Nichts wartet.',
  nothingSent: 'Noch nichts gesendet.',
  showAll: 'Alle {count} zeigen',
  line: '{state}, geschrieben {age}',
  sentLine: 'gespeichert {age}',
  stateSending: 'wird gerade gesendet',
  stateQueued: 'gleich an der Reihe',
  stateOffline: 'wartet auf eine Verbindung',
  stateWaiting: 'nächster Versuch {due}',
  stateBehind: 'wartet',
  stateBlocked: 'noch nicht gesendet',
  stateDead: 'nicht gesendet',
  stateUnkept: 'nicht auf diesem Gerät gespeichert',
  behind: 'Das wartet auf „{head}“. Kümmere dich zuerst darum.',
  unkept: 'Lass diese Seite offen, bis es gesendet ist.',
  dead: '{failure} Es ist noch auf diesem Gerät.',
  failed: 'Nichts wurde geändert. {failure}',
  tryNow: 'Jetzt versuchen',
  tryAgain: 'Noch einmal versuchen',
  edit: 'Bearbeiten',
  discard: 'Verwerfen',
  discarded: 'verworfen',
  undo: 'Rückgängig',
  tooLate: 'Das wird gerade gesendet und lässt sich nicht mehr verwerfen.',
  export: 'Herunterladen, was noch nicht gesendet ist',
  technical: 'Technische Einzelheiten',
};

export const retryWords: ScreenMessages['retry'] = {
  again: 'Noch einmal versuchen',
  soon: 'Nächster Versuch in {time}',
  wait: 'Du kannst es in {time} wieder versuchen',
  busy: 'Neuer Versuch…',
  attempt: 'Versuch {attempt} von {attempts}',
};

export const progressWords: ScreenMessages['progress'] = {
  left: 'Noch etwa {time}',
  soon: 'Gleich fertig',
  usual: 'Das dauert meistens {time}',
  longer: 'Das dauert länger als sonst',
  sending: 'Wird gesendet…',
  done: 'Fertig',
};

export const ageWords: ScreenMessages['age'] = {
  updated: 'Zuletzt aktualisiert {age}',
  failed: 'Zuletzt aktualisiert {age}. {failure}',
};

export const conflictWords: ScreenMessages['conflict'] = {
  title: 'Es gibt zwei Fassungen von {name}',
  titleGone: '{name} wurde inzwischen weggeworfen',
  why: 'Das wurde in einem anderen Tab oder auf einem anderen Gerät geändert. Welche Fassung willst du behalten?',
  whyGone: 'Du hast es hier geändert. Willst du deine Fassung behalten?',
  mine: 'Deine',
  theirs: 'Die andere',
  written: 'geschrieben {age}',
  keepMine: 'Meine behalten',
  keepTheirs: 'Die andere behalten',
  keepBoth: 'Beide behalten',
  discardMine: 'Meine verwerfen',
  keptMine: 'Du behältst deine.',
  keptTheirs: 'Du behältst die andere.',
  keptBoth: 'Du behältst beide.',
  discardedMine: 'Deine Fassung ist verworfen.',
  undo: 'Rückgängig',
  same: 'Beide sagen dasselbe.',
  nothing: 'Nichts',
  asking: 'Die andere Fassung wird geholt…',
  unknown: 'Die andere Fassung lässt sich gerade nicht zeigen. {failure}',
  tryAgain: 'Noch einmal versuchen',
  failed: 'Nichts wurde geändert. {failure}',
};
