import { wordsIn } from '../../../words/use-text.ts';

const en = {
  title: 'Alerts',
  notYours: 'This page is for administrators.',
  cannotRead: 'The alerts cannot be read just now',
  asking: 'Reading the alerts…',
  quiet: 'Nothing needs you.',
  some: (count: number) => (count === 1 ? 'One alert.' : `${count} alerts.`),
  maybe: (count: number) => (count === 1 ? 'One may follow.' : `${count} may follow.`),
  undelivered: (count: number, target: string) =>
    count === 1
      ? `One notice has not reached ${target} yet.`
      : `${count} notices have not reached ${target} yet.`,
  full: (count: string, title: string) =>
    `“${title}” has ${count} alerts, and one rule has no more. There may be more troubles than you see here.`,
  now: 'Now',
  titles: {} as Readonly<Record<string, string>>,
  severities: { critical: 'Critical', warning: 'Warning', info: 'For information', debug: 'Note' },
  dimensions: { operation: 'operation', detail: 'code', release: 'release' } as Readonly<
    Record<string, string>
  >,
  states: {
    firing: (since: string) => `Since ${since}.`,
    settling: (since: string) => `Since ${since}. It is over, unless it comes back soon.`,
    pending: (since: string) => `Since ${since}, not yet long enough for an alert.`,
    ok: (since: string) => `Since ${since}.`,
  },
  worst: (values: string) => `Most of all: ${values}.`,
  also: (count: number) => (count === 1 ? 'One more like it.' : `${count} more like it.`),
  sessions: (count: number, text: string) =>
    count === 1 ? 'It reached one session.' : `It reached ${text} sessions.`,
  told: (targets: string) => `Told: ${targets}.`,
  notTold: 'No other system was told.',

  runbook: (code: string) => `What to do about ${code}`,
  acknowledge: 'Acknowledge',
  acknowledgeNamed: (name: string) => `Acknowledge ${name}`,
  acknowledged: (at: string) => `Acknowledged at ${at}: no more reminders.`,
  isAcknowledged: (name: string) => `${name} is acknowledged.`,
  failed: 'That did not work',
  silence: 'Silence…',
  silenceNamed: (name: string) => `Silence ${name}`,
  silenceFor: 'For how long',
  spans: { hour: 'An hour', day: 'A day', week: 'A week' },
  reason: 'Why',
  reasonHint: 'Others read it here.',
  reasonNeeded: 'Say why in a few words.',
  silenceNow: 'Silence',
  silenced: (until: string) => `Silenced until ${until}:`,
  isSilenced: (name: string) => `${name} is silenced.`,
  endSilence: 'End the silence',
  silenceEnded: 'The silence has ended.',
  silences: 'Silences',
  history: 'What happened',
  noHistory: 'No alert has fired yet.',
  time: 'Time',
  alert: 'Alert',
  event: 'Event',
  events: {
    fired: 'began',
    told: 'told',
    repeated: 'told again',
    acknowledged: 'acknowledged',
    resolved: 'ended',
  },
  eventTold: (event: string, targets: string) => `${event}, told ${targets}`,
  toldTo: (event: string, targets: string) => `${event} ${targets}`,
  why: {
    failing: (bad: string, all: string, span: string) => `${bad} of ${all} failed within ${span}.`,
    burns: (times: string) => `That spends the error budget at least ${times} times too fast.`,
    absent: (span: string, before: string, beforeSpan: string) =>
      `Nothing came for ${span}, after ${before} within ${beforeSpan}.`,
    fresh: (count: string, since: string) => `Seen ${count} times since ${since}, never before.`,
    unusual: (value: string, expected: string, span: string) =>
      `${value} within ${span}, where ${expected} are usual at this hour.`,
    forecast: (spent: string, expected: string, limit: string, endsAt: string) =>
      `${spent} are spent. By ${endsAt} it will be about ${expected}; the limit is ${limit}.`,
    above: (value: string, span: string, limit: string) =>
      `${value} within ${span}; the limit is ${limit}.`,
    below: (value: string, span: string, limit: string) =>
      `Only ${value} within ${span}; the least is ${limit}.`,
    slow: (value: string, span: string, limit: string) =>
      `The slowest took ${value} (within ${span}); the limit is ${limit}.`,
    rate: (value: string) => `${value} a minute`,
  },
  ms: (value: string) => `${value} ms`,
};

const de: typeof en = {
  title: 'Warnungen',
  notYours: 'Diese Seite ist für Administratoren.',
  cannotRead: 'Die Warnungen sind gerade nicht zu bekommen',
  asking: 'Die Warnungen werden geladen …',
  quiet: 'Nichts braucht dich.',
  some: (count) => (count === 1 ? 'Eine Warnung.' : `${count} Warnungen.`),
  maybe: (count) => (count === 1 ? 'Vielleicht folgt eine.' : `Vielleicht folgen ${count}.`),
  undelivered: (count, target) =>
    count === 1
      ? `Eine Meldung hat ${target} noch nicht erreicht.`
      : `${count} Meldungen haben ${target} noch nicht erreicht.`,
  full: (count, title) =>
    `„${title}“ hat ${count} Warnungen, mehr hat keine Regel. Vielleicht ist mehr gestört, als du hier siehst.`,
  now: 'Jetzt',
  titles: {
    'requests-fail': 'Anfragen scheitern',
    'requests-fail-slowly': 'Anfragen scheitern seit Tagen',
    'operations-fail': 'Ein Vorgang scheitert auf Seiten',
    'new-failure': 'Ein Fehler, den es noch nie gab',
    'unusual-failures': 'Ungewöhnlich viele Fehler',
    'pages-silent': 'Seiten melden sich nicht mehr',
    'slow-requests': 'Anfragen sind langsam',
    'access-refused': 'Viele Anmeldungen werden abgelehnt',
  },
  severities: { critical: 'Kritisch', warning: 'Warnung', info: 'Zur Kenntnis', debug: 'Notiz' },
  dimensions: { operation: 'Vorgang', detail: 'Code', release: 'Version' },
  states: {
    firing: (since) => `Seit ${since}.`,
    settling: (since) => `Seit ${since}. Es ist vorbei, wenn es nicht bald wiederkommt.`,
    pending: (since) => `Seit ${since}, noch nicht lange genug für eine Warnung.`,
    ok: (since) => `Seit ${since}.`,
  },
  worst: (values) => `Vor allem: ${values}.`,
  also: (count) => (count === 1 ? 'Noch ein ähnlicher Fall.' : `Noch ${count} ähnliche Fälle.`),
  sessions: (count, text) =>
    count === 1 ? 'Eine Sitzung war betroffen.' : `${text} Sitzungen waren betroffen.`,
  told: (targets) => `Gemeldet an: ${targets}.`,
  notTold: 'Sonst wurde es nirgends gemeldet.',

  runbook: (code) => `Was bei ${code} zu tun ist`,
  acknowledge: 'Übernehmen',
  acknowledgeNamed: (name) => `${name} übernehmen`,
  acknowledged: (at) => `Übernommen um ${at}: keine Erinnerungen mehr.`,
  isAcknowledged: (name) => `${name} ist übernommen.`,
  failed: 'Das hat nicht geklappt',
  silence: 'Stummschalten …',
  silenceNamed: (name) => `${name} stummschalten`,
  silenceFor: 'Wie lange',
  spans: { hour: 'Eine Stunde', day: 'Einen Tag', week: 'Eine Woche' },
  reason: 'Warum',
  reasonHint: 'Andere lesen es hier.',
  reasonNeeded: 'Sag in ein paar Worten, warum.',
  silenceNow: 'Stummschalten',
  silenced: (until) => `Stumm bis ${until}:`,
  isSilenced: (name) => `${name} ist stummgeschaltet.`,
  endSilence: 'Wieder melden',
  silenceEnded: 'Es wird wieder gemeldet.',
  silences: 'Stummgeschaltet',
  history: 'Was geschah',
  noHistory: 'Noch gab es keine Warnung.',
  time: 'Zeit',
  alert: 'Warnung',
  event: 'Ereignis',
  events: {
    fired: 'begann',
    told: 'gemeldet',
    repeated: 'noch einmal gemeldet',
    acknowledged: 'übernommen',
    resolved: 'endete',
  },
  eventTold: (event, targets) => `${event}, gemeldet an ${targets}`,
  toldTo: (event, targets) => `${event} an ${targets}`,
  why: {
    failing: (bad, all, span) => `${bad} von ${all} scheiterten (Zeitraum: ${span}).`,
    burns: (times) => `Das verbraucht den Spielraum mindestens ${times}-mal zu schnell.`,
    absent: (span, before, beforeSpan) =>
      `Seit einiger Zeit kommt nichts mehr (${span}), davor kamen ${before} (${beforeSpan}).`,
    fresh: (count, since) => `${count}-mal seit ${since}, vorher noch nie.`,
    unusual: (value, expected, span) =>
      `${value} (Zeitraum: ${span}); üblich sind um diese Zeit ${expected}.`,
    forecast: (spent, expected, limit, endsAt) =>
      `${spent} sind ausgegeben. Bis ${endsAt} werden es etwa ${expected}; die Grenze ist ${limit}.`,
    above: (value, span, limit) => `${value} (Zeitraum: ${span}); die Grenze ist ${limit}.`,
    below: (value, span, limit) =>
      `Nur ${value} (Zeitraum: ${span}); mindestens ${limit} sollten es sein.`,
    slow: (value, span, limit) =>
      `Die langsamsten dauerten ${value} (Zeitraum: ${span}); die Grenze ist ${limit}.`,
    rate: (value) => `${value} je Minute`,
  },
  ms: (value) => `${value} ms`,
};

export const words = wordsIn({ en, de });

export type AlertText = typeof en;
