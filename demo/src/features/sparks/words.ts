import { wordsIn } from '../../words/use-text.ts';

export const words = wordsIn({
  en: {
    title: 'Story sparks',
    another: 'Another spark',
    breakIt: 'Break this widget',
    stopped: 'The sparks stopped working',
    rest: 'Everything else on this page still works, and nothing you wrote is lost.',
    retry: 'Retry',
    detail: 'Technical detail',
    incident: (code: string, id: string) => `${code}, incident ${id}`,
    /** First sentences for a story. */
    sparks: [
      'Two people wait for the same train. Only one of them bought a ticket.',
      'She has forged her father’s letters for so long that he answers them.',
      'The lighthouse goes out, and every house in the village lights a lamp.',
      'He can cook only one dish, and tonight a guest asks for the recipe.',
      'The map is right about everything except where they are.',
      'On the day of the flood, the librarian lends out every book.',
      'The twins have only one birthday left between them.',
    ],
  },
  de: {
    title: 'Funken für Geschichten',
    another: 'Noch ein Funke',
    breakIt: 'Dieses Teil kaputt machen',
    stopped: 'Die Funken sind ausgefallen',
    rest: 'Alles andere auf dieser Seite geht weiter, und nichts von dir ist verloren.',
    retry: 'Noch einmal versuchen',
    detail: 'Technische Einzelheiten',
    incident: (code, id) => `${code}, Vorfall ${id}`,
    sparks: [
      'Zwei warten auf denselben Zug. Nur eine von beiden hat eine Fahrkarte.',
      'Sie fälscht die Briefe ihres Vaters schon so lange, dass er ihr antwortet.',
      'Der Leuchtturm geht aus, und in jedem Haus des Dorfes geht eine Lampe an.',
      'Er kann nur ein einziges Gericht, und heute fragt ein Gast nach dem Rezept.',
      'Die Karte stimmt in allem, nur nicht darin, wo sie sind.',
      'Am Tag der Flut verleiht die Bibliothekarin jedes Buch.',
      'Die Zwillinge haben zusammen nur noch einen Geburtstag übrig.',
    ],
  },
});
