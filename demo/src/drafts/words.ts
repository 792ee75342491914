import { wordsIn } from '../words/use-text.ts';

export const words = wordsIn({
  en: {
    which: 'Which one do you want to keep? The other tab has:',
    keepMine: 'Keep mine',
    keepOther: 'Keep the other',
    typedSince: 'What you typed here since is kept on this device.',
    secondTime: 'Saving it here would save it a second time.',
    goOn: 'Go on with this one',
    startNew: 'Start a new one',
    aside: 'It is kept aside. What you write now is kept as usual.',
    incomplete: 'This browser cannot keep all of it. Save it before you close the page.',
    newer: 'The draft here comes from a newer version of Fireside.',
    onlyHere: 'It is only on this page. Download a copy before you close it.',
    download: 'Download a copy',
  },
  de: {
    which: 'Welche Fassung willst du behalten? Im anderen Tab steht:',
    keepMine: 'Meine behalten',
    keepOther: 'Die andere behalten',
    typedSince: 'Was du hier seitdem geschrieben hast, bleibt auf diesem Gerät.',
    secondTime: 'Hier würde es ein zweites Mal gespeichert.',
    goOn: 'Mit diesem weitermachen',
    startNew: 'Neu anfangen',
    aside: 'Er ist beiseitegelegt. Was du jetzt schreibst, wird wie immer gespeichert.',
    incomplete:
      'Dieser Browser kann nicht alles davon behalten. Speichere es, bevor du die Seite schließt.',
    newer: 'Der Entwurf hier kommt aus einer neueren Version von Fireside.',
    onlyHere: 'Er steht nur auf dieser Seite. Lade eine Kopie herunter, bevor du sie schließt.',
    download: 'Eine Kopie herunterladen',
  },
});
