import type { BlockReason } from '@holdfast/core/parts';
import { pageWords } from '../words/page-words.ts';
import { wordsIn } from '../words/use-text.ts';

/** The actions of a writer for an entry. */
export type Remedy = 'try-now' | 'try-again' | 'discard' | 'sign-in' | 'compare';

interface EntryText {
  readonly kept: string;
  readonly unkept: string;
  readonly unkeptWhy: string;
  readonly sending: string;
  readonly needsYou: string;
  readonly notSent: string;
  readonly stillHere: string;
  readonly behind: string;
  readonly whenOpen: string;
  readonly byItself: string;
  readonly byItselfLater: string;
  readonly moreWaiting: (count: number) => string;
  readonly reasons: Readonly<Record<BlockReason, string>>;
  readonly remedies: Readonly<Record<Remedy, string>>;
  readonly trying: (subject: string) => string;
  readonly discarded: (subject: string) => string;
  readonly tooLate: (subject: string) => string;
  readonly discardForGood: string;
  readonly keepIt: string;
  readonly discardIt: string;
  readonly saved: (subject: string) => string;
  readonly waitsForYou: (subject: string) => string;
}

const en: EntryText = {
  kept: 'Saved on this device',
  unkept: 'Not saved on this device',
  unkeptWhy: 'It is on its way to Fireside. Keep the page open until it has arrived.',
  sending: 'Sending now',
  needsYou: 'Needs you',
  notSent: 'Not sent',
  stillHere: 'It is still on this device.',
  behind: 'Something before it needs you first.',
  whenOpen: 'It sends when Fireside is open.',
  byItself: 'It sends by itself, even when Fireside is closed.',
  byItselfLater: 'It sends by itself when there is a connection, even when Fireside is closed.',
  moreWaiting: (count) => `and ${count} more waiting`,
  reasons: {
    auth: 'Sign in again and it sends.',
    dependency: 'Something before it has to be sent first.',
    conflict: 'It was changed somewhere else in the meantime. Both are kept.',
    schema: 'It was written with another version of Fireside. Reload the page, then try again.',
    uncertain:
      'The connection broke while it was sent, so it may have arrived already. Look before you send it again.',
    quota: 'You have reached a limit.',
    paused: 'Sending is paused.',
  },
  remedies: {
    'try-now': 'Try now',
    'try-again': 'Try again',
    discard: 'Discard',
    'sign-in': 'Sign in',
    compare: 'Compare the two',
  },
  trying: (subject) => `Trying to send ${subject} again.`,
  discarded: (subject) => `${subject} is discarded.`,
  tooLate: (subject) => `${subject} is being sent just now and can no longer be discarded.`,
  discardForGood: 'Discard it for good?',
  keepIt: 'Keep it',
  discardIt: 'Discard for good',
  saved: (subject) => `${subject} is saved.`,
  waitsForYou: (subject) => `${subject} waits for you. See Activity.`,
};

const de: EntryText = {
  kept: 'Auf diesem Gerät gespeichert',
  unkept: 'Auf diesem Gerät nicht gespeichert',
  unkeptWhy: 'Es ist unterwegs zu Fireside. Lass die Seite offen, bis es angekommen ist.',
  sending: 'Wird gesendet',
  needsYou: 'Braucht dich',
  notSent: 'Nicht gesendet',
  stillHere: 'Es ist noch auf diesem Gerät.',
  behind: 'Etwas davor braucht dich zuerst.',
  whenOpen: 'Es wird gesendet, wenn Fireside offen ist.',
  byItself: 'Es wird von selbst gesendet, auch wenn Fireside geschlossen ist.',
  byItselfLater:
    'Es wird von selbst gesendet, sobald eine Verbindung da ist, auch wenn Fireside geschlossen ist.',
  moreWaiting: (count) => (count === 1 ? 'und 1 weitere wartet' : `und ${count} weitere warten`),
  reasons: {
    auth: 'Melde dich neu an, dann wird es gesendet.',
    dependency: 'Etwas davor muss zuerst gesendet werden.',
    conflict: 'Inzwischen wurde es woanders geändert. Beide Fassungen sind da.',
    schema:
      'Es wurde mit einer anderen Version von Fireside geschrieben. Lade die Seite neu und versuch es noch einmal.',
    uncertain:
      'Beim Senden riss die Verbindung ab, es kann also schon angekommen sein. Sieh nach, bevor du es noch einmal sendest.',
    quota: 'Du hast eine Grenze erreicht.',
    paused: 'Das Senden ist angehalten.',
  },
  remedies: {
    'try-now': 'Jetzt versuchen',
    'try-again': 'Noch einmal versuchen',
    discard: 'Verwerfen',
    'sign-in': 'Anmelden',
    compare: 'Beide vergleichen',
  },
  trying: (subject) => `${subject} wird noch einmal gesendet.`,
  discarded: (subject) => `${subject} ist verworfen.`,
  tooLate: (subject) => `${subject} wird gerade gesendet und lässt sich nicht mehr verwerfen.`,
  discardForGood: 'Für immer verwerfen?',
  keepIt: 'Behalten',
  discardIt: 'Für immer verwerfen',
  saved: (subject) => `${subject} ist gespeichert.`,
  waitsForYou: (subject) => `${subject} wartet auf dich. Sieh unter „Verlauf“ nach.`,
};

const words = wordsIn({ en, de });

/** The texts about entries, in the language of the page. A component that shows them renders anew with the language. */
export const entryText = (): EntryText => words[pageWords.getSnapshot().language];
