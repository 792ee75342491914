import type * as kinds from '../kinds/transaction.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  TRANSACTION_DEADLOCK: {
    en: 'Please try again.',
    de: 'Bitte noch einmal versuchen.',
    message: 'Two transactions waited for each other; this one was undone.',
    remedy: 'Repeat it, and take locks in one order everywhere.',
  },
  TRANSACTION_CONFLICT: {
    en: 'Please try again.',
    de: 'Bitte noch einmal versuchen.',
    message: 'Another transaction changed the same rows; this one was undone.',
    remedy: 'Repeat the whole transaction.',
  },
  TRANSACTION_TIMEOUT: {
    en: 'That took too long.',
    de: 'Das hat zu lange gedauert.',
    message: 'A lock or a statement took longer than allowed; nothing was changed.',
    remedy: 'Make transactions shorter; repeat later.',
  },
  TRANSACTION_ROLLED_BACK: {
    en: 'Nothing was changed.',
    de: 'Es wurde nichts geändert.',
    message: 'The transaction was undone.',
    remedy: 'Look at the cause; repeat if it was not yours.',
  },
  COMMIT_UNCERTAIN: {
    en: 'It is not certain that this was saved.',
    de: 'Es ist unklar, ob das gespeichert wurde.',
    message: 'The connection died during the commit.',
    remedy: 'Read what is there before repeating, or rely on the idempotency key.',
  },
  CONSTRAINT_BROKEN: {
    en: 'This clashes with what is there.',
    de: 'Das passt nicht zum Vorhandenen.',
    message: 'A unique key, reference or check refused the change.',
    remedy: 'Answer it as a conflict or as an issue of a field.',
  },
  LOCK_LOST: {
    en: 'Another tab took over.',
    de: 'Ein anderer Tab hat übernommen.',
    message: 'The lock was stolen while it was held.',
    remedy: 'Stop at once; check the epoch before each write.',
  },
  LOCK_UNAVAILABLE: {
    en: 'Another tab is working on this.',
    de: 'Ein anderer Tab arbeitet daran.',
    message: 'The lock is taken, or this context has no locks.',
    remedy: 'Wait for it, or let the other tab do the work.',
  },
};
