import type * as kinds from '../kinds/budget.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  BUDGET_EXCEEDED: {
    en: 'The budget is used up.',
    de: 'Das Budget ist aufgebraucht.',
    message: 'The reservation would pass what is left; nothing was sent.',
    remedy: 'Show what is left, and let the person decide.',
  },
  BUDGET_UNKNOWN: {
    en: 'The budget cannot be checked.',
    de: 'Das Budget ist nicht zu prüfen.',
    message: 'It is not known how much of the budget is left.',
    remedy: 'Read the balance again before spending.',
  },
  QUOTA_EXCEEDED: {
    en: 'The allowance is used up.',
    de: 'Das Kontingent ist aufgebraucht.',
    message:
      '429: an allowance is used up; `details.what` names it and `details.limit` tells how much it is.',
    remedy: 'Wait for the next period, which `retryAfterMs` tells; or raise the limit.',
  },
  ACCOUNT_FULL: {
    en: 'The account is full.',
    de: 'Das Konto ist voll.',
    message:
      '403: the account holds as much as it may; `details.what` names the limit and `details.limit` tells how much it is.',
    remedy:
      'Let the person make room, or raise the limit. Sending it again before that cannot help.',
  },
  RESOURCE_EXHAUSTED: {
    en: 'There is too much to do at once.',
    de: 'Gerade ist zu viel auf einmal zu tun.',
    message: 'Memory, sockets or file handles ran out.',
    remedy: 'Find what is not released; restart meanwhile.',
  },
};
