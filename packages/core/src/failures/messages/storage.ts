import type * as kinds from '../kinds/storage.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  STORAGE_FAILED: {
    en: 'This device could not store it.',
    de: 'Dieses Gerät konnte es nicht speichern.',
    message: 'The storage failed without saying more.',
    remedy: 'Open the database again; tell the person that nothing is kept meanwhile.',
  },
  STORAGE_UNAVAILABLE: {
    en: 'Nothing can be stored now.',
    de: 'Gerade lässt sich nichts speichern.',
    message:
      'Storage is blocked here: a private window, cookies off, a sandbox, or files that may not be written.',
    remedy: 'Go on in memory, and say so.',
  },
  STORAGE_QUOTA: {
    en: 'This device has no room left.',
    de: 'Dieses Gerät hat keinen Platz mehr.',
    message: 'The quota of the origin, or the disk, is full.',
    remedy: 'Drop caches, ask for persistent storage, and tell the person.',
  },
  STORAGE_CORRUPT: {
    en: 'What was stored is damaged.',
    de: 'Das Gespeicherte ist beschädigt.',
    message: 'What was read is not what was written.',
    remedy: 'Put it aside, never over it; restore from the server.',
  },
  STORAGE_NEWER: {
    en: 'Please reload for the new version.',
    de: 'Bitte neu laden für die neue Version.',
    message: 'A newer version of the app wrote what is stored.',
    remedy: 'Read only, and offer the update.',
  },
  STORAGE_CONNECTION_LOST: {
    en: 'Storage had to be opened again.',
    de: 'Der Speicher musste neu geöffnet werden.',
    message:
      'The connection was closed: by an upgrade, by the browser, or by a page that went to sleep.',
    remedy: 'Open it again and repeat the transaction.',
  },
  STORAGE_QUERY_FAILED: {
    en: 'This could not be stored.',
    de: 'Das ließ sich nicht speichern.',
    message: 'A key, value, store or index does not fit the database.',
    remedy: 'Correct the call; the same call will fail again.',
  },
  STORAGE_BLOCKED: {
    en: 'Please close the other tabs.',
    de: 'Bitte die anderen Tabs schließen.',
    message: 'Another tab holds an older version of the database open.',
    remedy: 'Close connections on `versionchange`; ask for the other tabs to be closed.',
  },
  STORAGE_LOST: {
    en: 'What waited on this device was deleted.',
    de: 'Was auf diesem Gerät wartete, wurde gelöscht.',
    message: 'The user, the browser or other code deleted the database while a page used it.',
    remedy: 'Tell the user what was waiting, and read from the server what has arrived.',
  },
  DATABASE_FAILED: {
    en: 'The server made a mistake.',
    de: 'Der Server hat einen Fehler gemacht.',
    message: 'The database of the server failed.',
    remedy: 'Look up the incident in the log of the server.',
  },
  DATABASE_UNREACHABLE: {
    en: 'The server is busy.',
    de: 'Der Server ist überlastet.',
    message: 'The database refuses or lost the connection.',
    remedy: 'Check that it runs, its credentials, and the size of the pool.',
  },
  DATABASE_QUERY_FAILED: {
    en: 'The server made a mistake.',
    de: 'Der Server hat einen Fehler gemacht.',
    message: 'The database refused a query.',
    remedy: 'Correct the query or run the missing migration.',
  },
  DATABASE_FULL: {
    en: 'The server has no room left.',
    de: 'Der Server hat keinen Platz mehr.',
    message: 'The disk of the database is full.',
    remedy: 'Free space; writes go on then.',
  },
};
