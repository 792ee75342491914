import { wordsIn } from '../words/use-text.ts';

export const words = wordsIn({
  en: {
    skip: 'Skip to the page',
    brand: 'Fireside',
    places: {
      home: 'Home',
      characters: 'Characters',
      stories: 'Stories',
      relationships: 'Relationships',
      activity: 'Activity',
    },
    forYou: (count: number) => `${count} for you`,
    waiting: (count: number) => `${count} waiting`,
    needsYou: (count: number) =>
      count === 1 ? 'One change needs you' : `${count} changes need you`,
    crumbs: 'Where this page is',
    menu: 'Menu',
    yours: 'Your account',
    preferences: 'Preferences',
    account: 'Account',
    admin: 'Admin',
    faultLab: 'Fault lab',
    noSuchPage: 'There is no such page',
    backHome: 'Back to the start',
    damaged: 'Damaged on this device',
    unsaved: 'Not saved on this device',
    unsavedHow:
      'What you save goes straight to Fireside. Until it has arrived it is only on this page, so keep the page open.',
    rescue: 'Download what is waiting',
  },
  de: {
    skip: 'Zur Seite springen',
    brand: 'Fireside',
    places: {
      home: 'Start',
      characters: 'Figuren',
      stories: 'Geschichten',
      relationships: 'Beziehungen',
      activity: 'Verlauf',
    },
    forYou: (count) => `${count} für dich`,
    waiting: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
    needsYou: (count) =>
      count === 1 ? 'Eine Änderung braucht dich' : `${count} Änderungen brauchen dich`,
    crumbs: 'Wo diese Seite steht',
    menu: 'Menü',
    yours: 'Dein Konto',
    preferences: 'Einstellungen',
    account: 'Konto',
    admin: 'Verwaltung',
    faultLab: 'Störlabor',
    noSuchPage: 'Diese Seite gibt es nicht',
    backHome: 'Zurück zum Start',
    damaged: 'Auf diesem Gerät beschädigt',
    unsaved: 'Nicht auf diesem Gerät gespeichert',
    unsavedHow:
      'Was du speicherst, geht direkt an Fireside. Bis es angekommen ist, steht es nur auf dieser Seite. Lass sie so lange offen.',
    rescue: 'Herunterladen, was noch wartet',
  },
});
