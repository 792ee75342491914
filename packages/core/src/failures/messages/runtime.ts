import type * as kinds from '../kinds/runtime.ts';
import type { Texts } from './texts.ts';

export const texts: Texts<typeof kinds> = {
  RENDER_FAILED: {
    en: 'This part stopped working.',
    de: 'Dieser Teil funktioniert nicht mehr.',
    message: 'A component threw while rendering or in an effect. It will throw again each time.',
    remedy: 'Look at the cause; the boundary shows where.',
  },
  HYDRATION_FAILED: {
    en: 'The page was drawn again.',
    de: 'Die Seite wurde neu gezeichnet.',
    message: 'The page and the server rendered different things.',
    remedy: 'Render the same on both sides: no time, chance or `window` in the first render.',
  },
  CHUNK_FAILED: {
    en: 'A part of the app did not load.',
    de: 'Ein Teil der App ließ sich nicht laden.',
    message: 'A script or style of the app did not load.',
    remedy: 'Try again; then reload the page, with unsaved work kept.',
  },
  CHUNK_STALE: {
    en: 'Please reload for the new version.',
    de: 'Bitte neu laden für die neue Version.',
    message: 'The server has another version of the app than the page.',
    remedy: 'Offer a reload, with unsaved work kept; keep old parts on the server for a while.',
  },
  WORKER_FAILED: {
    en: 'Work in the background stopped.',
    de: 'Die Hintergrundarbeit steht.',
    message:
      'A worker did not start, or it broke or ended while it worked. `retry` says whether to start it again.',
    remedy: 'Look at the cause; check the address and content type of its script.',
  },
  WORKER_UPDATE_FAILED: {
    en: 'The update did not load.',
    de: 'Das Update ließ sich nicht laden.',
    message: 'The new service worker was not installed; the old one goes on.',
    remedy: 'Try again later; check what is precached.',
  },
  MESSAGE_UNREADABLE: {
    en: 'A message between tabs was lost.',
    de: 'Zwischen zwei Tabs ging etwas verloren.',
    message: 'A message between contexts cannot be cloned.',
    remedy: 'Send plain data: no functions, no DOM nodes.',
  },
  CONFIGURATION_INVALID: {
    en: 'The server is not set up right.',
    de: 'Der Server ist nicht richtig eingerichtet.',
    message: 'What configures the server breaks its schema; `details.issues` names each variable.',
    remedy: 'Correct the variables named; nothing of it was taken in.',
  },
  DEFECT: {
    en: 'Something went wrong.',
    de: 'Etwas ist schiefgegangen.',
    message: 'A bug. `details.remedy` says what to change where that is known.',
    remedy: 'Look at the cause; no retry will help.',
  },
  UNKNOWN: {
    en: 'Something went wrong.',
    de: 'Etwas ist schiefgegangen.',
    message: 'Something was thrown that has no name.',
    remedy: 'Look at the cause, and give it one: see `defineFailures`.',
  },
};
