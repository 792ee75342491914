import { wordsIn } from '../../words/use-text.ts';

export const words = wordsIn({
  en: {
    title: 'Preferences',
    about: 'They take effect at once, on all your devices.',
    theme: {
      legend: 'Theme',
      options: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    },
    textSize: {
      legend: 'Text size',
      options: { small: 'Small', normal: 'Normal', large: 'Large', larger: 'Larger' },
    },
    motion: {
      legend: 'Motion',
      options: { system: 'Like the system', reduced: 'As little as possible', full: 'Full' },
    },
    language: {
      legend: 'Language',
      options: { system: 'Like the browser', en: 'English', de: 'Deutsch' },
    },
    retry: {
      legend: 'When a story cannot be told',
      options: { automatic: 'Try it again', ask: 'Ask me first' },
      hint: 'An attempt that brings no word costs nothing.',
    },
    notifications: {
      legend: 'Notifications',
      label: 'Tell me when something needs me',
      hint: 'Only while you are looking at something else.',
      refused:
        'This browser does not let Fireside notify you. Allow it in the settings of the browser.',
      missing: 'This browser cannot notify.',
    },
  },
  de: {
    title: 'Einstellungen',
    about: 'Sie gelten sofort, auf allen deinen Geräten.',
    theme: {
      legend: 'Farben',
      options: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    },
    textSize: {
      legend: 'Schriftgröße',
      options: { small: 'Klein', normal: 'Normal', large: 'Groß', larger: 'Größer' },
    },
    motion: {
      legend: 'Bewegung',
      options: { system: 'Wie das System', reduced: 'So wenig wie möglich', full: 'Voll' },
    },
    language: {
      legend: 'Sprache',
      options: { system: 'Wie der Browser', en: 'English', de: 'Deutsch' },
    },
    retry: {
      legend: 'Wenn eine Geschichte nicht erzählt werden kann',
      options: { automatic: 'Gleich noch einmal versuchen', ask: 'Mich erst fragen' },
      hint: 'Ein Versuch, bei dem kein Wort kommt, kostet nichts.',
    },
    notifications: {
      legend: 'Benachrichtigungen',
      label: 'Gib mir Bescheid, wenn mich etwas braucht',
      hint: 'Nur, wenn du gerade etwas anderes ansiehst.',
      refused:
        'Dieser Browser erlaubt Fireside keine Benachrichtigungen. Du kannst sie in seinen Einstellungen erlauben.',
      missing: 'Dieser Browser kann nicht benachrichtigen.',
    },
  },
});
