/**
 * The sentences of the contract in German. Page and server share the contract, and the server answers each page with
 * the same sentences, so they are the keys.
 */
export const germanIssues: Readonly<Record<string, string>> = {
  'A name has at least 3 characters.': 'Ein Name hat mindestens 3 Zeichen.',
  'A name has at most 40 characters.': 'Ein Name hat höchstens 40 Zeichen.',
  'This name has characters that cannot be seen.': 'Dieser Name hat Zeichen, die man nicht sieht.',
  'This name has marks on no letter, or too many on one.':
    'In diesem Namen stehen Zeichen über keinem Buchstaben, oder zu viele über einem.',
  'This name mixes alphabets that look alike. Write it in one of them.':
    'Dieser Name mischt Alphabete, die sich ähnlich sehen. Schreib ihn in einem davon.',
  'A password has at least 10 characters.': 'Ein Passwort hat mindestens 10 Zeichen.',
  'A password has at most 200 characters.': 'Ein Passwort hat höchstens 200 Zeichen.',
  'This password repeats itself. Take a sentence that only you would say.':
    'Dieses Passwort wiederholt sich. Nimm einen Satz, den nur du sagen würdest.',
  'Most of this password is a row of keys, letters or numbers. Take a sentence that only you would say.':
    'Dieses Passwort ist fast nur eine Reihe von Tasten, Buchstaben oder Zahlen. Nimm einen Satz, den nur du sagen würdest.',
  'This password is almost the name. Take another.':
    'Dieses Passwort ist fast der Name. Nimm ein anderes.',
  'Most of this password is what many people use, so it is tried first. Take a sentence that only you would say.':
    'Dieses Passwort benutzen fast so auch viele andere, deshalb wird es zuerst geraten. Nimm einen Satz, den nur du sagen würdest.',
  'Type your password.': 'Gib dein Passwort ein.',
  'This name is taken.': 'Diesen Namen gibt es schon.',
  'Type your name.': 'Gib deinen Namen ein.',
  'This name is too long.': 'Dieser Name ist zu lang.',
  'Type what you want to be called.': 'Gib ein, wie du heißen willst.',
  'This name has at most 60 characters.': 'Dieser Name hat höchstens 60 Zeichen.',
  'A character needs a name.': 'Eine Figur braucht einen Namen.',
  'A name has at most 80 characters.': 'Ein Name hat höchstens 80 Zeichen.',
  'Say in a few words who they are.': 'Sag in wenigen Worten, wer das ist.',
  'A role has at most 120 characters.': 'Eine Rolle hat höchstens 120 Zeichen.',
  'Choose a temperament.': 'Wähle ein Temperament.',
  'A trait cannot be empty.': 'Eine Eigenschaft kann nicht leer sein.',
  'A trait has at most 40 characters.': 'Eine Eigenschaft hat höchstens 40 Zeichen.',
  'Give them at least one trait.': 'Gib der Figur mindestens eine Eigenschaft.',
  'Eight traits are enough.': 'Acht Eigenschaften genügen.',
  'A backstory has at most 4,000 characters.': 'Eine Vorgeschichte hat höchstens 4.000 Zeichen.',
  'This is no name of a revision.': 'Das ist kein Name einer Fassung.',
  'A note has at most 500 characters.': 'Eine Notiz hat höchstens 500 Zeichen.',
  'A note cannot be empty.': 'Eine Notiz kann nicht leer sein.',
  'A remark has at most 120 characters.': 'Eine Bemerkung hat höchstens 120 Zeichen.',
  'A relationship has two ends.': 'Eine Beziehung hat zwei Enden.',
  'A story needs a title.': 'Eine Geschichte braucht einen Titel.',
  'A title has at most 120 characters.': 'Ein Titel hat höchstens 120 Zeichen.',
  'A setting has at most 400 characters.': 'Ein Schauplatz hat höchstens 400 Zeichen.',
  'Choose a tone.': 'Wähle einen Ton.',
  'Choose a length.': 'Wähle eine Länge.',
  'Eight characters are enough for one story.': 'Acht Figuren genügen für eine Geschichte.',
  'A chapter has at most 20,000 characters.': 'Ein Kapitel hat höchstens 20.000 Zeichen.',
  'A wish has at most 500 characters.': 'Ein Wunsch hat höchstens 500 Zeichen.',
  'A wish has at most 1,000 characters.': 'Ein Wunsch hat höchstens 1.000 Zeichen.',
};
