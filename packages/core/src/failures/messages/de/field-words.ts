import type { FieldMessages } from '../field-messages.ts';

export const fieldWords: FieldMessages['fields'] = {
  count: '{count} von {most} Zeichen',
  over: '{over} Zeichen zu viel: {count} von {most}',
  tooLong: 'Das ist zu lang. Höchstens {most} Zeichen lassen sich behalten.',
  blank: 'Hier ist nichts zu sehen.',
  unchecked: 'Das ließ sich nicht prüfen. {failure}',
  addTag: 'Hinzufügen',
  removeTag: '{tag} entfernen',
  tagAdded: '{tag} hinzugefügt.',
  tagRemoved: '{tag} entfernt.',
  tagTwice: '{tag} ist schon da.',
  tagLong: 'Das ist zu lang. Höchstens {most} Zeichen je Eintrag.',
  tagsFull: 'Höchstens {most}. Für einen weiteren Eintrag erst einen entfernen.',
  tagBlank: 'Bitte erst etwas eingeben.',
  noPicture: 'Das Bild ließ sich nicht laden.',
  cleanedControl: 'Steuerzeichen wurden entfernt: {count}.',
  cleanedUnseen: 'Unsichtbare Zeichen wurden entfernt: {count}.',
  cleanedDirection: 'Zeichen, die die Schreibrichtung umkehren, wurden entfernt: {count}.',
  cleanedBroken: 'Kaputte Zeichen wurden ersetzt: {count}.',
  cleanedLines: 'Zeilenenden wurden zu Leerzeichen: {count}.',
};
