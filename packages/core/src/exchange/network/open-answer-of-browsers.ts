import type { toOpenAnswer as inAnyHost } from './open-answer.ts';

/**
 * Stands for `toOpenAnswer` in builds of browsers for production. Every browser says whether an answer was
 * redirected, and streams every body: see `#open-answer` in package.json.
 */
export const toOpenAnswer: typeof inAnyHost = (response, readIssues) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  url: response.url,
  redirected: response.redirected,
  readIssues,
  // An answer that cannot have a body, such as one of status 204, gets an empty one.
  body: response.body ?? new Blob().stream(),
});
