import { wordsIn } from '../../words/use-text.ts';

export const signOutWords = wordsIn({
  en: {
    signOut: 'Sign out',
    stay: 'Stay signed in',
    again: 'Try again',
    allSent: 'Everything is sent now.',
    question: 'What should happen to your unsent work?',
    unsent: (changes: number, drafts: number) =>
      `${listOf('en', [changes > 0 && count(changes, 'change', 'changes'), drafts > 0 && count(drafts, 'draft', 'drafts')])} ${
        changes + drafts === 1 ? 'is' : 'are'
      } only on this device.`,
    send: { text: 'Send your changes, then sign out.', label: 'Send now', busy: 'Sending…' },
    keep: {
      text: 'Keep it on this device until you sign in here again.',
      label: 'Keep for next time',
    },
    export: { text: 'Save it to a file first. You stay signed in.', label: 'Export' },
    discard: { text: 'Throw it away and sign out.', label: 'Discard' },
    discarding: {
      text: 'Your unsent work is thrown away in ten seconds, and you are signed out.',
      undo: 'Undo',
      now: 'Sign out now',
    },
    notAllSent: 'Not everything could be sent',
    stillHere: (left: number) =>
      left === 1
        ? 'One change is still here, safe on this device.'
        : `${left} changes are still here, safe on this device.`,
    underWay: 'Something is on its way',
    underWayText: 'It is being sent now, so it may have arrived. Choose again in a moment.',
    stuck: 'You are still signed in',
    stuckText: 'Only the server of Fireside can end your session.',
    notCounting: 'Fireside counts your unsent work before it signs you out.',
    uncounted: 'Fireside could not count your unsent work',
    unread: 'The storage of this device cannot be read just now.',
    uncountedText: 'There may be changes and drafts that only this device has.',
    draftsUnread: {
      changesOnly: 'The drafts on this device could not be read. The file has your changes alone.',
      noFile: 'The drafts on this device could not be read. There is no file.',
    },
    everywhere: {
      title: 'Leave all devices?',
      text: 'Fireside ends your session here and on every other device. Each of them asks for your password again. What is not sent yet stays saved on its device.',
      leave: 'Leave them all',
      busy: 'Leaving…',
    },
  },
  de: {
    signOut: 'Abmelden',
    stay: 'Angemeldet bleiben',
    again: 'Noch einmal versuchen',
    allSent: 'Jetzt ist alles gesendet.',
    question: 'Was soll mit deiner ungesendeten Arbeit geschehen?',
    unsent: (changes: number, drafts: number) =>
      `Nur auf diesem Gerät: ${listOf('de', [changes > 0 && count(changes, 'Änderung', 'Änderungen'), drafts > 0 && count(drafts, 'Entwurf', 'Entwürfe')])}.`,
    send: {
      text: 'Änderungen senden, dann abmelden.',
      label: 'Jetzt senden',
      busy: 'Wird gesendet …',
    },
    keep: {
      text: 'Auf diesem Gerät behalten, bis du dich hier wieder anmeldest.',
      label: 'Fürs nächste Mal behalten',
    },
    export: { text: 'Erst in eine Datei sichern. Du bleibst angemeldet.', label: 'Exportieren' },
    discard: { text: 'Wegwerfen und abmelden.', label: 'Verwerfen' },
    discarding: {
      text: 'In zehn Sekunden wird deine ungesendete Arbeit verworfen, und du bist abgemeldet.',
      undo: 'Rückgängig',
      now: 'Jetzt abmelden',
    },
    notAllSent: 'Nicht alles ließ sich senden',
    stillHere: (left: number) =>
      left === 1
        ? 'Eine Änderung liegt noch sicher auf diesem Gerät.'
        : `${left} Änderungen liegen noch sicher auf diesem Gerät.`,
    underWay: 'Etwas ist gerade unterwegs',
    underWayText:
      'Es wird gerade gesendet und ist vielleicht schon angekommen. Wähle gleich noch einmal.',
    stuck: 'Du bist noch angemeldet',
    stuckText: 'Nur der Server von Fireside kann deine Sitzung beenden.',
    notCounting: 'Fireside zählt deine ungesendete Arbeit, bevor es dich abmeldet.',
    uncounted: 'Fireside konnte deine ungesendete Arbeit nicht zählen',
    unread: 'Der Speicher dieses Geräts lässt sich gerade nicht lesen.',
    uncountedText: 'Vielleicht gibt es Änderungen und Entwürfe, die nur dieses Gerät hat.',
    draftsUnread: {
      changesOnly:
        'Die Entwürfe auf diesem Gerät ließen sich nicht lesen. In der Datei sind nur deine Änderungen.',
      noFile: 'Die Entwürfe auf diesem Gerät ließen sich nicht lesen. Es gibt keine Datei.',
    },
    everywhere: {
      title: 'Alle Geräte abmelden?',
      text: 'Fireside beendet deine Sitzung hier und auf jedem anderen Gerät. Jedes fragt dann wieder nach deinem Passwort. Was noch nicht gesendet ist, bleibt auf seinem Gerät gespeichert.',
      leave: 'Alle abmelden',
      busy: 'Abmeldung läuft …',
    },
  },
});

const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

const listOf = (language: string, parts: readonly (string | false)[]): string =>
  new Intl.ListFormat(language).format(parts.filter((part) => part !== false));
